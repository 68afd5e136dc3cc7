/** What check-compatibility asks of a PostgreSQL server. */
@NullMarked
package dev.aicli.migrate.platform.postgresql.compatibility;

import org.jspecify.annotations.NullMarked;
