/** Backups that are verified before anything changes, the way back to them, and the hooks of a run. */
@NullMarked
package dev.aicli.migrate.backup;

import org.jspecify.annotations.NullMarked;
