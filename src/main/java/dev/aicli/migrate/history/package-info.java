/** The ledger of everything that was ever applied, and the lock that lets one run at a time write to it. */
@NullMarked
package dev.aicli.migrate.history;

import org.jspecify.annotations.NullMarked;
