package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.RunStamp;

/**
 * One plan on its way. Steps are executed in the plan's order; each is recorded in the ledger together with its effect,
 * both or neither wherever the target can do that.
 */
public interface Execution extends AutoCloseable {
    /**
     * Carries out one step.
     *
     * @param stamp the run's mark on each of its rows
     * @throws dev.aicli.migrate.model.MigrationFailedException when it failed and left nothing behind
     * @throws dev.aicli.migrate.model.PartialStateException when it failed and left something behind, which is recorded
     */
    StepResult execute(Step step, RunStamp stamp);

    /** Makes final what is not yet, after the last step. */
    default void commit() {}

    /** Takes back what is not final, and lets go of everything. */
    @Override
    void close();
}
