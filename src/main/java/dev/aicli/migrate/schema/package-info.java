/** The schema track: migration files, their formats, and their execution on a database. */
@NullMarked
package dev.aicli.migrate.schema;

import org.jspecify.annotations.NullMarked;
