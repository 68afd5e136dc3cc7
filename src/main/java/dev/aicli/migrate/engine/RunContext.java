package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;

/**
 * What a track is given for a run.
 *
 * @param ledger where each step is recorded
 * @param history as read under the lock
 * @param cancellation to be asked between statements and told how to stop one
 * @param listener hears of progress
 */
public record RunContext(Ledger ledger, History history, Cancellation cancellation, RunListener listener) {}
