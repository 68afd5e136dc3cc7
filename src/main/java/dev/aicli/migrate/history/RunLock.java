package dev.aicli.migrate.history;

import dev.aicli.migrate.model.LockException;
import java.util.Optional;

/** Lets one run at a time change a database. Not reentrant; used by one thread. */
public interface RunLock extends AutoCloseable {
    /** Tries once, without waiting. */
    LockAttempt tryAcquire();

    /** {@return whether the lock is still ours: the session lives, the lease has not run out} */
    boolean stillHeld();

    /** {@return what a transaction asks while the lock is held; empty where the lock cannot change hands unnoticed} */
    default Optional<Fence> fence() {
        return Optional.empty();
    }

    /** {@return what to throw when the lock is no longer ours} */
    static LockException lost() {
        LockException exception = new LockException(
                "the migration lock was lost: its connection broke, or its lease ran out while this run slept, and"
                        + " another run may have gone on");
        exception.next("what was applied is recorded; run the same command again");
        return exception;
    }

    /** Gives the lock back if it is ours, and the connection it needed. Never throws: a lost lock is no lock. */
    @Override
    void close();
}
