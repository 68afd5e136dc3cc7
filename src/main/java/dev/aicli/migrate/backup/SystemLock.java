package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.model.OwnerRights;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A lock of the file system. The system lets go of it when its holder dies, and not while the holder sleeps, when a
 * lease may run out. A file system without locks lets everybody pass, and has only the lease.
 */
public final class SystemLock implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 5_000;
    private static final long PAUSE_MILLIS = 50;
    private static final Set<StandardOpenOption> OPEN = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final FileChannel channel;

    private SystemLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, and waits a while for it.
     *
     * @param file that is locked; made when it is not there, and never deleted
     * @param doing what another process does that keeps it, as in "another run is …"
     * @throws LockException when another process keeps it
     */
    public static SystemLock take(Path file, String doing) throws IOException {
        FileChannel channel = FileChannel.open(file, OPEN, OwnerRights.file());
        try {
            long start = System.nanoTime();
            while (!lock(channel)) {
                if (System.nanoTime() - start > PATIENCE_MILLIS * 1_000_000) {
                    throw new LockException(
                                    "another run is " + doing + ", or sleeps while it does so: it holds " + file)
                            .next("wait for it to end, or end it; the next run then finishes or undoes what it began");
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return new SystemLock(channel);
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new LockException("stopped while another run was " + doing, e);
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
        channel.close();
    }
}
