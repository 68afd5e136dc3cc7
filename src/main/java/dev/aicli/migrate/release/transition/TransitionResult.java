package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.schema.catalogue.Catalogue;
import java.util.List;
import java.util.Optional;

/** What came of a transition. */
public sealed interface TransitionResult {
    /**
     * Nothing had to be done.
     *
     * @param by who did it, when somebody did while we waited; or why there is nothing
     */
    record AlreadyThere(Optional<String> by) implements TransitionResult {}

    /**
     * It is done.
     *
     * @param steps what was done
     * @param destination where the installation stood there before, for a way back
     */
    record Done(
            Transition transition,
            RunStamp stamp,
            List<StepResult> steps,
            long durationMillis,
            Optional<InstallationState> destination)
            implements TransitionResult {
        public Done {
            steps = List.copyOf(steps);
        }
    }

    /**
     * It failed, and nothing of it is left.
     *
     * @param how in a few words
     */
    record Undone(MigrateException failure, String how, Optional<String> backupId) implements TransitionResult {}

    /**
     * Only the backup leads back; it is restored with no connection open, by the caller.
     *
     * @param failure what made it necessary; empty when it is what was asked for
     * @param backupId the backup
     * @param rows how many rows history has now: with more of them somebody else has gone on
     * @param destination where the backup leads
     * @param expected what the schema should be afterwards, as far as that was recorded
     */
    record ByBackup(
            Transition transition,
            RunStamp stamp,
            Optional<MigrateException> failure,
            String backupId,
            int rows,
            InstallationState destination,
            Optional<Catalogue> expected)
            implements TransitionResult {}
}
