package dev.aicli.migrate.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A backup in the making: a folder under another name, which is no backup until it is renamed. A lock on a file in it,
 * which the system lets go of when we die, tells what is being made from what was left behind.
 */
public final class StagedBackup implements AutoCloseable {
    static final String PREFIX = ".partial-";
    private static final String IN_USE = ".in-use";

    private final Path folder;
    private final FileChannel lock;
    private boolean complete;

    private StagedBackup(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static StagedBackup begin(Path directory, BackupId id) throws IOException {
        Path folder = directory.resolve(PREFIX + id);
        OwnerOnly.createFolder(folder);
        Path file = folder.resolve(IN_USE);
        OwnerOnly.createFile(file);
        FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE);
        lock.lock();
        return new StagedBackup(folder, lock);
    }

    public Path folder() {
        return folder;
    }

    /** Makes it a backup. */
    Path complete(Manifest manifest) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        ManifestJson.write(manifest, json);
        PartFile written = OwnerOnly.write(new ByteArrayInputStream(json.toByteArray()), folder, BackupStore.MANIFEST);
        byte[] checksum = written.sha256().getBytes(StandardCharsets.US_ASCII);
        OwnerOnly.write(new ByteArrayInputStream(checksum), folder, BackupStore.MANIFEST_CHECKSUM);
        OwnerOnly.force(folder);
        Path target = folder.resolveSibling(manifest.id().text());
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        complete = true;
        // Only now: a folder that is neither in use nor named as a backup is one that nobody finishes.
        Files.deleteIfExists(target.resolve(IN_USE));
        Path directory = target.getParent();
        if (directory != null) {
            OwnerOnly.force(directory);
        }
        return target;
    }

    /** Lets go of it; what is not complete is removed. */
    @Override
    public void close() {
        try (lock) {
            if (!complete) {
                OwnerOnly.delete(folder);
            }
        } catch (IOException e) {
            // What remains is no backup by its name, and the next one that is made removes it.
        }
    }

    /** Removes what a process that is gone left behind; leaves what another one is making. */
    static void removeRemains(Path folder) throws IOException {
        Path file = folder.resolve(IN_USE);
        if (Files.exists(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock held = channel.tryLock()) {
                if (held == null) {
                    return;
                }
                OwnerOnly.delete(folder);
            } catch (OverlappingFileLockException e) {
                // This very process is making it.
            }
        } else {
            OwnerOnly.delete(folder);
        }
    }
}
