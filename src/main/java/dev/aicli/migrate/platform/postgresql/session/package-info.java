/** How scripts run on PostgreSQL. */
@NullMarked
package dev.aicli.migrate.platform.postgresql.session;

import org.jspecify.annotations.NullMarked;
