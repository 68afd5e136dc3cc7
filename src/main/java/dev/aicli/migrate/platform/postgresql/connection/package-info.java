/** Connections to PostgreSQL, and what our own SQL must know of it. */
@NullMarked
package dev.aicli.migrate.platform.postgresql.connection;

import org.jspecify.annotations.NullMarked;
