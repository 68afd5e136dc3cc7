package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Makes backups. One that it returns is complete, on the disk, and verified. */
public final class BackupMaker {
    /** What a manifest and the blocks of small files take. */
    private static final long RESERVE = 1 << 20;

    private final BackupStore store;
    private final ProjectFiles files;
    private final BackupVerifier verifier;
    private final Cancellation cancellation;
    private final TransferListener progress;

    /**
     * A maker for one call.
     *
     * @param files those that may be in it
     * @param progress hears how far it has come
     */
    public BackupMaker(
            BackupStore store,
            ProjectFiles files,
            BackupVerifier verifier,
            Cancellation cancellation,
            TransferListener progress) {
        this.store = store;
        this.files = files;
        this.verifier = verifier;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    /**
     * Makes and verifies a backup.
     *
     * @throws BackupException when that failed for any reason; nothing is left of it then
     */
    public StoredBackup make(BackupRequest request) {
        long start = System.nanoTime();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        BackupId id = BackupId.at(now);
        try (StagedBackup staged = store.begin(id)) {
            requireRoom(request);
            List<Part> parts = new ArrayList<>();
            for (BackupSource source : request.sources()) {
                parts.add(relative(
                        source.save(new Staging(id, staged.folder(), parts.size() + 1, cancellation, progress))));
            }
            Manifest manifest = new Manifest(
                    id,
                    now,
                    request.reason(),
                    request.runId(),
                    request.release(),
                    new TreeMap<>(request.versions()),
                    request.schemaOnly(),
                    request.toolVersion(),
                    parts,
                    Optional.of(request.home()),
                    store.nextSequence(),
                    0);
            requireSound(manifest, staged.folder());
            Manifest timed = manifest.withDuration((System.nanoTime() - start) / 1_000_000);
            return new StoredBackup(id, staged.complete(timed), Optional.of(timed));
        } catch (IOException e) {
            throw new BackupException("cannot complete the backup: " + e.getMessage(), e)
                    .next("see that the disk has room: " + store.directory());
        }
    }

    /** The project may move, and its backups with it. */
    private Part relative(Part part) {
        return part.kind().equals(Part.Kind.FILE) ? part.from(files.name(Path.of(part.source()))) : part;
    }

    private void requireRoom(BackupRequest request) {
        long needed = RESERVE;
        for (BackupSource source : request.sources()) {
            needed += source.estimate();
        }
        long free = store.free();
        if (free < needed) {
            throw new BackupException("the disk has " + Bytes.text(free) + " free and the backup may need "
                            + Bytes.text(needed) + ": " + store.directory())
                    .next("make room (`backup prune`), choose a folder on another disk (backup.directory), or go on"
                            + " without a backup by --no-backup");
        }
    }

    private void requireSound(Manifest manifest, Path folder) {
        List<String> faults = verifier.faults(manifest, folder, cancellation);
        if (!faults.isEmpty()) {
            throw new BackupException("the backup is not sound: " + String.join("; ", faults))
                    .next("see that the disk is sound, and run the same command again");
        }
    }
}
