/** SQLite, put together. */
@NullMarked
package dev.aicli.migrate.platform.sqlite;

import org.jspecify.annotations.NullMarked;
