package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.model.MigrateException;
import java.time.Instant;
import java.util.Optional;

/** What is to be done around the restore of the backup that leads back. */
public final class Restored {
    private final TransitionResult.ByBackup result;

    public Restored(TransitionResult.ByBackup result) {
        this.result = result;
    }

    /** Stops the restore when somebody has gone on since: the backup would take away what they did. */
    public void requireSameHistory(History history) {
        if (history.rows().size() != result.rows()) {
            throw new LockException("another run has changed the installation meanwhile; the backup "
                            + result.backupId() + " was not restored")
                    .next("`release status` and `history` show what happened");
        }
    }

    /** Records in the restored history that the installation is back, unless it has no history. */
    public void record(Tracks tracks, Surroundings surroundings) {
        Transition transition = result.transition();
        try (RunLock lock = surroundings.locks().get()) {
            surroundings.lockWait().acquire(lock);
            History history = tracks.ledger().read();
            surroundings.journal().end();
            surroundings.journal().forgetAttempts();
            if (history.rows().isEmpty() || TransitionRecords.of(history).open().isPresent()) {
                return;
            }
            Transition back = result.failure().isEmpty()
                    ? transition
                    : new Transition(
                            Transition.Kind.UNDO,
                            transition.runId(),
                            transition.before().release(),
                            transition.before(),
                            transition.backupId(),
                            false,
                            Optional.empty(),
                            Instant.now());
            tracks.ledger().prepareTables(result.stamp(), history);
            tracks.ledger()
                    .record(TransitionRecords.reached(
                            result.stamp(), back, result.failure().map(MigrateException::getMessage)));
        }
    }
}
