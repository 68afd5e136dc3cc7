package dev.aicli.migrate.config.files;

import dev.aicli.migrate.backup.SystemLock;
import dev.aicli.migrate.model.LockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps others from replacing files, and from undoing that, while one is at it, also while it sleeps. */
final class SwapLock implements AutoCloseable {
    private static final String NAME = "swap.lock";

    private final @Nullable SystemLock lock;

    private SwapLock(@Nullable SystemLock lock) {
        this.lock = lock;
    }

    /** Takes the lock if anybody ever had it: else nobody has it now. */
    static SwapLock takeIfUsed(PrivateFolder folder) throws IOException {
        return Files.exists(folder.resolve(NAME)) ? take(folder) : new SwapLock(null);
    }

    /**
     * Takes the lock, and waits a while for it.
     *
     * @throws LockException when another process keeps it
     */
    static SwapLock take(PrivateFolder folder) throws IOException {
        folder.create();
        Path file = folder.resolve(NAME);
        return new SwapLock(SystemLock.take(file, "replacing the configuration files"));
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
