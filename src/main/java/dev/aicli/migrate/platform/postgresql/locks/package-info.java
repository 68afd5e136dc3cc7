/** Who holds locks on PostgreSQL, and who waits for them. */
@NullMarked
package dev.aicli.migrate.platform.postgresql.locks;

import org.jspecify.annotations.NullMarked;
