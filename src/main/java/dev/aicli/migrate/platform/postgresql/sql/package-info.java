/** How PostgreSQL's SQL is read: tokens, statements, what they need and what they lock. */
@NullMarked
package dev.aicli.migrate.platform.postgresql.sql;

import org.jspecify.annotations.NullMarked;
