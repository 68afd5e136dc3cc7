package dev.aicli.migrate.history;

/** Lets one run at a time change a database. Not reentrant; used by one thread. */
public interface RunLock extends AutoCloseable {
    /** Tries once, without waiting. */
    LockAttempt tryAcquire();

    /** {@return whether the lock is still ours: the session lives, the lease has not run out} */
    boolean stillHeld();

    /** Gives the lock back if it is ours, and the connection it needed. Never throws: a lost lock is no lock. */
    @Override
    void close();
}
