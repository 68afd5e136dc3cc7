package dev.aicli.migrate.config.files;

import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.model.OwnerRights;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps others from replacing files, and from undoing that, while one is at it. The system lets go of it when its
 * holder dies, and not while the holder sleeps, when a lease may run out. A file system without locks has only the
 * lease.
 */
final class SwapLock implements AutoCloseable {
    private static final String NAME = "swap.lock";
    private static final long PATIENCE_MILLIS = 5_000;
    private static final long PAUSE_MILLIS = 50;
    private static final Set<StandardOpenOption> OPEN = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final @Nullable FileChannel channel;

    private SwapLock(@Nullable FileChannel channel) {
        this.channel = channel;
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
        FileChannel channel = FileChannel.open(file, OPEN, OwnerRights.file());
        try {
            long start = System.nanoTime();
            while (!lock(channel)) {
                if (System.nanoTime() - start > PATIENCE_MILLIS * 1_000_000) {
                    throw new LockException("another run is replacing the configuration files, or sleeps while it does"
                                    + " so: it holds " + file)
                            .next("wait for it to end, or end it; the next run then finishes or undoes what it began");
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return new SwapLock(channel);
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new LockException("stopped while another run was replacing the configuration files", e);
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean lock(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // The file system knows no locks.
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
