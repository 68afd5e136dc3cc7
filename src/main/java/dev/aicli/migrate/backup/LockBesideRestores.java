package dev.aicli.migrate.backup;

import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.history.LockAttempt;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.LockException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A run's lock that is not to be had while a restore is unfinished. It may have been taken over from a restore that
 * sleeps, and that would put its backup over what the run does; or the restore was broken off while the run waited, and
 * whoever tidies up would.
 */
public final class LockBesideRestores implements RunLock {
    private final RunLock lock;
    private final BackupStore store;
    private final Supplier<Home> home;

    /**
     * A lock that is not taken yet.
     *
     * @param home whose restores are meant; asked for when there are any
     */
    public LockBesideRestores(RunLock lock, BackupStore store, Supplier<Home> home) {
        this.lock = lock;
        this.store = store;
        this.home = home;
    }

    @Override
    public LockAttempt tryAcquire() {
        LockAttempt attempt = lock.tryAcquire();
        if (attempt.acquired() && restoreIsUnfinished()) {
            lock.close();
            throw new LockException("a restore began while this run waited, and has not ended")
                    .next("run the same command again: it completes or undoes what was begun");
        }
        return attempt;
    }

    private boolean restoreIsUnfinished() {
        try {
            return RestoreJournal.areIn(store) && RestoreJournal.isIn(store, home.get());
        } catch (IOException e) {
            lock.close();
            throw new BackupException("cannot look for restores that are unfinished: " + e.getMessage(), e)
                    .next("see that " + store.directory() + " is readable, and run the same command again");
        }
    }

    @Override
    public boolean stillHeld() {
        return lock.stillHeld();
    }

    @Override
    public Optional<Fence> fence() {
        return lock.fence();
    }

    @Override
    public void close() {
        lock.close();
    }
}
