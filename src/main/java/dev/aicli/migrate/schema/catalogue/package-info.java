/** What a database's schema consists of, object by object: recorded when migrations were applied, compared later. */
@NullMarked
package dev.aicli.migrate.schema.catalogue;

import org.jspecify.annotations.NullMarked;
