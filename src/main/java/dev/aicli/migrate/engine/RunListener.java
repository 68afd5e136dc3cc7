package dev.aicli.migrate.engine;

import dev.aicli.migrate.model.Phase;
import java.time.Duration;
import java.util.List;

/** Hears what a run does, for whoever shows it. Methods are called on the run's thread and should be quick. */
public interface RunListener {
    /** Hears nothing. */
    RunListener SILENT = new RunListener() {};

    /** The run turns to something else. */
    default void entered(Phase phase) {}

    /** The plan is made and the lock is held. */
    default void planned(Plan plan) {}

    /** Somebody else holds the lock, and we wait. Called at every poll. */
    default void waitingForLock(String holder, Duration waited) {}

    /** A lock was taken over from a run that is gone. */
    default void lockTakenOver(String previousHolder) {}

    /** A step begins. */
    default void stepStarted(Step step) {}

    /**
     * A step has come so far.
     *
     * @param done bytes of its script that are read
     * @param total bytes of its script
     */
    default void stepProgress(Step step, long done, long total) {}

    /** A step waits, or tries again, because somebody else holds a lock in the database. */
    default void stepRetried(Step step, int attempt, String reason) {}

    /** A step is done and recorded. */
    default void stepFinished(StepResult result) {}

    /** Something that a person should know, and that does not stop the run. */
    default void warning(String message) {}

    /** Warnings that came before the run began. */
    default void warnings(List<String> messages) {
        messages.forEach(this::warning);
    }
}
