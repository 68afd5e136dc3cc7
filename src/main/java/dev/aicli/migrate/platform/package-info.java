/** One package for each database, and the list of them. Nothing else knows a database by name. */
@NullMarked
package dev.aicli.migrate.platform;

import org.jspecify.annotations.NullMarked;
