/** What check-compatibility asks of a SQLite file. */
@NullMarked
package dev.aicli.migrate.platform.sqlite.compatibility;

import org.jspecify.annotations.NullMarked;
