/** Reads PostgreSQL's catalogue. */
@NullMarked
package dev.aicli.migrate.platform.postgresql.catalogue;

import org.jspecify.annotations.NullMarked;
