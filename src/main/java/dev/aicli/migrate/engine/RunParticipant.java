package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.MigrateException;

/**
 * Takes part in every run: backups and hooks. Before-methods may stop the run by a
 * {@link dev.aicli.migrate.model.BackupException}; nothing is applied then.
 */
public interface RunParticipant {
    /** The lock is held, the plan is made, nothing is changed. {@return the stamp to go on with} */
    default RunStamp beforeRun(RunStamp stamp, Plan plan) {
        return stamp;
    }

    /**
     * {@return whether this one wants to hear of each step before the next one begins} If nobody does, steps may go
     * together, and {@link #beforeStep} and {@link #afterStep} are not called.
     */
    default boolean watchesSteps() {
        return true;
    }

    /** A step is about to begin. */
    default void beforeStep(RunStamp stamp, Step step) {}

    /** A step is done and recorded. */
    default void afterStep(RunStamp stamp, StepResult result) {}

    /**
     * All steps are done and recorded, and the run is not declared good yet. May throw
     * {@link dev.aicli.migrate.model.BackupException}: the run has failed then, and what it did stays done.
     */
    default void verify(RunStamp stamp, RunReport report) {}

    /** The run is good. */
    default void afterRun(RunStamp stamp, RunReport report) {}

    /** The run failed; what could be undone is undone. */
    default void onFailure(RunStamp stamp, Plan plan, MigrateException failure) {}
}
