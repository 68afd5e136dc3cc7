package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.OwnerRights;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder for what is gone when its maker has ended, for the owner's eyes alone. While it is in use its maker holds a
 * lock on a file in it; what a killed one left is known by having none, and deleted by the next.
 */
public final class TemporaryFolder implements AutoCloseable {
    private static final String PREFIX = "aicli-trial-";
    private static final String LOCK = "in-use";

    /** Between the folder's making and its lock there is a moment. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    /** Closing any channel to a file lets go of all locks that this process has on it. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;

    private TemporaryFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    public static TemporaryFolder create(Path parent) throws IOException {
        deleteLeftOver(parent);
        Path folder = Files.createTempDirectory(parent, PREFIX, OwnerRights.folder());
        OURS.add(folder);
        Path file = folder.resolve(LOCK);
        OwnerOnly.createFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.lock();
        return new TemporaryFolder(folder, channel);
    }

    private static void deleteLeftOver(Path parent) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : found) {
                if (!OURS.contains(folder)
                        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.isWritable(folder)
                        && isLeft(folder)) {
                    OwnerOnly.delete(folder);
                }
            }
        } catch (IOException e) {
            // What is left there is in nobody's way.
        }
    }

    private static boolean isLeft(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(Instant.now().minus(YOUNG));
        }
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    public Path path() {
        return folder;
    }

    /** Deletes it. */
    @Override
    public void close() throws IOException {
        try (lock) {
            OwnerOnly.delete(folder);
        } finally {
            OURS.remove(folder);
        }
    }
}
