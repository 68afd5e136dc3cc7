/** SQLite: its file, its connection, and what it can do that not every database can. */
@NullMarked
package dev.aicli.migrate.platform.sqlite;

import org.jspecify.annotations.NullMarked;
