/** Plans and runs migrations of any track. Knows neither SQL scripts nor configuration files. */
@NullMarked
package dev.aicli.migrate.engine;

import org.jspecify.annotations.NullMarked;
