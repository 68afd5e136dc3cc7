package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.LockAttempt;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.model.LockException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Takes the lock of a database, waiting for it as long as the user allows. */
public final class LockWait {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final Duration bound;
    private final RunListener listener;
    private final Cancellation cancellation;

    public LockWait(Duration bound, RunListener listener, Cancellation cancellation) {
        this.bound = bound;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * Returns with the lock held.
     *
     * @throws LockException when somebody else still holds it after the bound
     */
    public void acquire(RunLock lock) {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            cancellation.check();
            LockAttempt attempt = lock.tryAcquire();
            if (attempt.acquired()) {
                attempt.other().ifPresent(listener::lockTakenOver);
                return;
            }
            String holder = attempt.other().orElse("another run");
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(bound) >= 0) {
                throw new LockException("another run holds the migration lock: " + holder)
                        .detail("waited", waited.toSeconds() + " s")
                        .next(
                                "wait for it to end, or wait longer with --lock-wait; nothing was changed; `migrate unlock` takes the"
                                        + " lock from a run that is gone");
            }
            listener.waitingForLock(holder, waited);
            pause(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    /** Jitter keeps many waiters from polling in step. */
    private void pause(long millis) {
        try {
            Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancellation.exception();
        }
    }
}
