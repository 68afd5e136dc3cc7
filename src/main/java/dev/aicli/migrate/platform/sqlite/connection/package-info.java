/** Connections to SQLite files, and what our own SQL must know of it. */
@NullMarked
package dev.aicli.migrate.platform.sqlite.connection;

import org.jspecify.annotations.NullMarked;
