/** How scripts run on SQLite. */
@NullMarked
package dev.aicli.migrate.platform.sqlite.session;

import org.jspecify.annotations.NullMarked;
