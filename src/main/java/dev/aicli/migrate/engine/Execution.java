package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.RunStamp;
import java.util.List;

/**
 * One plan on its way. Steps are executed in the plan's order; each is recorded in the ledger together with its effect,
 * both or neither wherever the target can do that.
 */
public interface Execution extends AutoCloseable {
    /**
     * Carries out the first of some steps, and of those behind it as many as it pleases; tells the context's listener
     * of each as it begins and ends.
     *
     * @param upcoming what may be carried out now, in the plan's order; at least one step
     * @param stamp the run's mark on each of its rows
     * @return how those steps went that were carried out; at least one. When another one failed, the next call tells
     * @throws dev.aicli.migrate.model.MigrationFailedException when the first one failed and left nothing behind
     * @throws dev.aicli.migrate.model.PartialStateException when it failed and left something behind, which is recorded
     */
    List<StepResult> execute(List<Step> upcoming, RunStamp stamp);

    /** Makes final what is not yet, after the last step. */
    default void commit() {}

    /** Takes back what is not final, and lets go of everything. */
    @Override
    void close();
}
