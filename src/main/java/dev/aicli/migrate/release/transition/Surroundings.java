package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.LockWait;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.history.RunLock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a transition is carried out with.
 *
 * @param participants backup and hooks
 * @param journal beside the backups
 * @param locks makes the one lock that both tracks are changed under
 */
public record Surroundings(
        List<RunParticipant> participants,
        TransitionJournal journal,
        Supplier<RunLock> locks,
        LockWait lockWait,
        RunListener listener,
        Cancellation cancellation) {
    public Surroundings {
        participants = List.copyOf(participants);
    }

    /** {@return the same for undoing: nobody is asked, and nothing stops it} */
    Surroundings undoing() {
        return new Surroundings(List.of(), journal, locks, lockWait, listener, new Cancellation());
    }
}
