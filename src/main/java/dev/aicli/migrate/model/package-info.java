/** The words of the trade as values: versions, checksums, migrations, errors, exit codes. Depends on no other layer. */
@NullMarked
package dev.aicli.migrate.model;

import org.jspecify.annotations.NullMarked;
