/** Copies of SQLite files, and files to try things in. */
@NullMarked
package dev.aicli.migrate.platform.sqlite.backup;

import org.jspecify.annotations.NullMarked;
