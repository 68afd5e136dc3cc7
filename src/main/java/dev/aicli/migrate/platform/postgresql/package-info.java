/** PostgreSQL, put together. */
@NullMarked
package dev.aicli.migrate.platform.postgresql;

import org.jspecify.annotations.NullMarked;
