/** Reads SQLite's catalogue. */
@NullMarked
package dev.aicli.migrate.platform.sqlite.catalogue;

import org.jspecify.annotations.NullMarked;
