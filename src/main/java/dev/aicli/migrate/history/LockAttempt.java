package dev.aicli.migrate.history;

import java.util.Optional;

/**
 * What came of trying to take the lock.
 *
 * @param acquired whether it is ours now
 * @param other who holds it; or, when it is ours, from whose expired lease it was taken over
 */
public record LockAttempt(boolean acquired, Optional<String> other) {
    public static LockAttempt ours() {
        return new LockAttempt(true, Optional.empty());
    }

    static LockAttempt takenOverFrom(String holder) {
        return new LockAttempt(true, Optional.of(holder));
    }

    public static LockAttempt heldBy(String holder) {
        return new LockAttempt(false, Optional.of(holder));
    }
}
