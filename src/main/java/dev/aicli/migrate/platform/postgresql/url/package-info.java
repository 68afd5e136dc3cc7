/** Where a PostgreSQL server is and how to get in, in all the forms that its users know. */
@NullMarked
package dev.aicli.migrate.platform.postgresql.url;

import org.jspecify.annotations.NullMarked;
