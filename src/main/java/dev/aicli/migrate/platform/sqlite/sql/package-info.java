/** How SQLite's SQL is read. */
@NullMarked
package dev.aicli.migrate.platform.sqlite.sql;

import org.jspecify.annotations.NullMarked;
