package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.OwnerRights;
import dev.aicli.migrate.model.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder of backups: one folder a backup, named by its id. */
public final class BackupStore {
    static final String MANIFEST = "manifest.json";
    static final String MANIFEST_CHECKSUM = "manifest.json.sha256";

    private final Path directory;
    private final Path project;

    /**
     * A folder of a project's backups.
     *
     * @param project the project's folder
     */
    public BackupStore(Path directory, Path project) {
        this.directory = directory.toAbsolutePath().normalize();
        this.project = project.toAbsolutePath().normalize();
    }

    /** {@return where the backups lie} */
    public Path directory() {
        return directory;
    }

    /**
     * Stops where somebody else could have put something into the folder: what lies there decides what is overwritten.
     *
     * @throws BackupException that says how to make it ours alone
     */
    public void requireOurs() {
        try {
            for (Path folder : guarded()) {
                Optional<String> fault = OwnerRights.fault(folder);
                if (fault.isPresent()) {
                    throw new BackupException("the folder of backups is not believed: " + fault.get())
                            .next("make it this user's alone, once you have looked at what is there: chown, chmod go-w"
                                    + "; or choose another: backup.directory in aicli.yml");
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The folder and, inside the project, those above it, through which it could be exchanged. */
    private List<Path> guarded() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path folder = directory;
                folder != null && !folder.equals(project) && (folder.equals(directory) || folder.startsWith(project));
                folder = folder.getParent()) {
            if (Files.exists(folder)) {
                folders.add(folder);
            }
        }
        return folders;
    }

    private BackupException unreadable(IOException e) {
        BackupException exception =
                new BackupException("cannot read the folder of backups, " + directory + ": " + reason(e), e);
        exception.next("see that it is a folder that you may read");
        return exception;
    }

    /**
     * {@return all backups, newest first; never one that is being made or was broken off}
     *
     * @throws BackupException when the folder cannot be read, or is not ours alone
     */
    public List<StoredBackup> list() {
        List<StoredBackup> backups = new ArrayList<>();
        if (isAbsent()) {
            return backups;
        }
        requireOurs();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory)) {
            for (Path folder : folders) {
                BackupId.parse(String.valueOf(folder.getFileName())).ifPresent(id -> backups.add(read(id, folder)));
            }
        } catch (IOException e) {
            throw unreadable(e);
        } catch (DirectoryIteratorException e) {
            throw unreadable(new IOException(String.valueOf(e.getMessage()), e));
        }
        backups.sort(StoredBackup.BY_AGE.reversed());
        return backups;
    }

    /** One that cannot be seen is not absent. */
    private boolean isAbsent() {
        try {
            Files.readAttributes(directory, BasicFileAttributes.class);
            return false;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** {@return a number for the next backup: higher than that of any other here} */
    long nextSequence() {
        return list().stream().mapToLong(StoredBackup::sequence).max().orElse(0) + 1;
    }

    /**
     * {@return the backup of that name, or the newest for {@code latest}}
     *
     * @throws UsageException when there is none
     */
    public StoredBackup find(String name) {
        List<StoredBackup> backups = list();
        Optional<StoredBackup> found = name.equals("latest")
                ? backups.stream().findFirst()
                : backups.stream()
                        .filter(backup -> backup.id().text().equals(name))
                        .findFirst();
        return found.orElseThrow(() -> new UsageException(
                        backups.isEmpty() ? "there are no backups in " + directory : "there is no backup " + name)
                .next("`backup list` shows those that there are"));
    }

    private static StoredBackup read(BackupId id, Path folder) {
        try {
            byte[] json = Files.readAllBytes(folder.resolve(MANIFEST));
            String checksum = Files.readString(folder.resolve(MANIFEST_CHECKSUM), StandardCharsets.US_ASCII);
            Manifest manifest = ManifestJson.read(new ByteArrayInputStream(json));
            boolean untouched = OwnerOnly.measure(folder, MANIFEST).sha256().equals(checksum.strip())
                    && manifest.id().equals(id)
                    && !Files.isSymbolicLink(folder)
                    && OwnerRights.fault(folder).isEmpty();
            return new StoredBackup(id, folder, untouched ? Optional.of(manifest) : Optional.empty());
        } catch (IOException e) {
            return new StoredBackup(id, folder, Optional.empty());
        }
    }

    /** Begins a backup, and removes what others left behind that are gone. */
    public StagedBackup begin(BackupId id) {
        try {
            OwnerOnly.createFolders(directory);
            requireOurs();
            removeRemains();
            return StagedBackup.begin(directory, id);
        } catch (IOException e) {
            throw new BackupException("cannot write to the folder of backups, " + directory + ": " + reason(e), e)
                    .next("make it a folder that you may write, or choose another: backup.directory in aicli.yml");
        }
    }

    /** {@return the bytes that are free on the disk} */
    public long free() {
        Path existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        // Not by way of a FileStore: that looks for the disk in the table of mounts, and in a chroot does not find it.
        return existing.toFile().getUsableSpace();
    }

    private void removeRemains() throws IOException {
        try (DirectoryStream<Path> remains = Files.newDirectoryStream(directory, StagedBackup.PREFIX + "*")) {
            for (Path folder : remains) {
                StagedBackup.removeRemains(folder);
            }
        }
    }

    /** Removes a backup: first its name, so that one that is half-removed is not taken for whole. */
    void remove(StoredBackup backup) {
        try {
            Path doomed = directory.resolve(StagedBackup.PREFIX + backup.id());
            Files.move(backup.folder(), doomed);
            Files.deleteIfExists(doomed.resolve(MANIFEST));
            OwnerOnly.delete(doomed);
        } catch (IOException e) {
            throw new BackupException("cannot remove the backup " + backup.id() + ": " + reason(e), e)
                    .next("see that you may write to " + directory);
        }
    }

    /** Some of the system's exceptions have only a path for a message. */
    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + " (" + e.getMessage() + ")";
    }
}
