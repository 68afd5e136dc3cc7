package dev.aicli.migrate.config.files;

import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.MigrationFailedException;
import dev.aicli.migrate.model.PartialStateException;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.model.SourceLocation;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Replaces several files, all or none, together with something else that is recorded once.
 *
 * <p>Before the first file changes, a journal holds the former texts. It is deleted when the run is recorded. Who finds
 * a journal whose run was recorded has nothing to do but to delete it; otherwise the former texts come back.
 */
public final class FileSwap {
    private final PrivateFolder folder;
    private final StashFolder stashes;
    private final ProjectPlaces places;

    /**
     * A swap that keeps its journal beside the stash.
     *
     * @param folder where both lie
     * @param directory the project's folder
     * @param files the files that the project names: no other is ever put back
     */
    public FileSwap(Path folder, Path directory, List<FilePattern> files) {
        this.places = new ProjectPlaces(directory, files);
        this.folder = new PrivateFolder(folder);
        this.stashes = new StashFolder(folder);
    }

    /** A file's new text. */
    public record Change(FileContent before, String after) {
        /** The text may hold secrets. */
        @Override
        public String toString() {
            return "Change[" + before.target().name() + "]";
        }
    }

    /** {@return whether a swap is going on, or was interrupted} */
    public boolean interrupted() {
        return SwapJournal.exists(folder);
    }

    /** Checks what can be checked beforehand: that each file can be replaced here and by us. */
    public static void requireReplaceable(ConfigTarget target) {
        Path parent = Optional.ofNullable(target.path().getParent()).orElse(target.path());
        if (!Files.isWritable(target.path())) {
            throw FileFaults.refused(
                    target.name(), "is read-only", "allow writing to it; `config dry-run` works without");
        }
        if (!Files.isWritable(parent)) {
            throw FileFaults.refused(
                    target.name(),
                    "cannot be replaced: its folder is read-only",
                    "allow writing to " + parent + "; `config dry-run` works without");
        }
        try {
            if (Replacement.names(target.path()) > 1) {
                throw FileFaults.refused(
                        target.name(),
                        "has several names (hard links), and replacing it would part them",
                        "make it a file of its own, or a symbolic link");
            }
        } catch (IOException e) {
            throw FileFaults.unreadable(target.name(), e);
        }
    }

    /**
     * Replaces the files, then has the run recorded; when either fails, everything is as before.
     *
     * @param runId names the run, also in what {@code recorded} is asked of
     * @param stash kept for the way back, with the files or not at all
     * @param record records the run
     * @param recorded whether it was recorded, should {@code record} fail
     * @param requireLock fails when the run has lost its lock
     * @throws MigrationFailedException when nothing was changed
     * @throws PartialStateException when nobody can tell: the next run will
     */
    public void run(
            String runId,
            List<Change> changes,
            Iterable<String> stash,
            Runnable record,
            Predicate<String> recorded,
            Runnable requireLock) {
        try (SwapLock alone = SwapLock.take(folder)) {
            // Who took the run's lock over meanwhile waits for the other one before looking at what lies here.
            requireLock.run();
            runAlone(runId, changes, stash, record, recorded, requireLock);
        } catch (IOException e) {
            throw failed("the files cannot be written: " + FileFaults.reason(e) + "; nothing was changed", e);
        }
    }

    private void runAlone(
            String runId,
            List<Change> changes,
            Iterable<String> stash,
            Runnable record,
            Predicate<String> recorded,
            Runnable requireLock) {
        SwapJournal journal = journal(runId, changes);
        boolean written = false;
        try {
            stashes.write(runId, stash);
            journal.write(folder);
            written = true;
            replace(changes, journal, requireLock);
        } catch (IOException e) {
            undo(journal, written);
            throw failed("the files cannot be written: " + FileFaults.reason(e) + "; nothing was changed", e);
        } catch (MigrateException e) {
            undo(journal, written);
            throw e;
        }
        try {
            record.run();
        } catch (MigrateException e) {
            if (!wasRecorded(runId, recorded, e)) {
                undo(journal, written);
                throw e;
            }
        }
        finish(journal);
    }

    private static boolean wasRecorded(String runId, Predicate<String> recorded, MigrateException failure) {
        try {
            return recorded.test(runId);
        } catch (MigrateException e) {
            failure.addSuppressed(e);
            throw new PartialStateException(
                            "the files are written, and whether history has recorded it cannot be told: "
                                    + failure.getMessage(),
                            failure)
                    .next("when the database is back, the next `config` run finishes or undoes it");
        }
    }

    private static SwapJournal journal(String runId, List<Change> changes) {
        return new SwapJournal(
                runId,
                changes.parallelStream()
                        .map(change -> {
                            ConfigTarget target = change.before().target();
                            return new SwapJournal.Change(
                                    target.name(),
                                    target.path(),
                                    Replacement.temporaryFor(target.path(), runId),
                                    change.before().text(),
                                    Sha256.of(change.after()));
                        })
                        .toList());
    }

    private static void replace(List<Change> changes, SwapJournal journal, Runnable requireLock) throws IOException {
        List<Replacement> replacements = new ArrayList<>();
        for (SwapJournal.Change change : journal.changes()) {
            replacements.add(new Replacement(change.path(), change.temporary()));
        }
        Parallel.forEach(changes.size(), index -> {
            Change change = changes.get(index);
            replacements.get(index).stage(change.after());
        });
        Parallel.forEach(
                changes.size(), index -> requireUnchanged(changes.get(index).before()));
        requireLock.run();
        for (Replacement replacement : replacements) {
            replacement.swap();
        }
        forceFolders(journal);
    }

    /** Somebody may have saved the file meanwhile. */
    private static void requireUnchanged(FileContent before) {
        if (!FileContent.read(before.target()).sha256().equals(before.sha256())) {
            throw failed(before.target().name() + " was changed by somebody else while it was migrated", null)
                    .at(SourceLocation.of(before.target().name()));
        }
    }

    private static void forceFolders(SwapJournal journal) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (SwapJournal.Change change : journal.changes()) {
            folders.add(Optional.ofNullable(change.path().getParent()).orElseThrow());
        }
        for (Path changed : folders) {
            PrivateFolder.force(changed);
        }
    }

    /**
     * Finishes or undoes what an earlier run left. To be called with the run lock held.
     *
     * @param recorded whether a run was recorded
     * @throws PartialStateException when a file was edited since, and nobody can tell what is right
     * @throws BackupException when the folder cannot be read
     */
    public void recover(Predicate<String> recorded) {
        try (SwapLock alone = SwapLock.takeIfUsed(folder)) {
            recoverAlone(recorded);
        } catch (IOException e) {
            throw new BackupException("the folder of backups cannot be written to: " + FileFaults.reason(e), e)
                    .next("see that " + SwapJournal.place(folder).getParent()
                            + " is a folder of this user; nothing was applied");
        }
    }

    private void recoverAlone(Predicate<String> recorded) {
        Optional<SwapJournal> left;
        try {
            if (SwapJournal.exists(folder)) {
                folder.requireOurs();
            }
            left = SwapJournal.read(folder, places);
        } catch (FileSystemException e) {
            throw new BackupException("the folder of backups cannot be read: " + FileFaults.reason(e), e)
                    .next("see that " + SwapJournal.place(folder).getParent()
                            + " is a folder of this user; nothing was applied");
        } catch (IOException e) {
            throw new PartialStateException(
                            "an earlier run was interrupted, and its journal cannot be read: "
                                    + SwapJournal.place(folder) + ": " + FileFaults.reason(e),
                            e)
                    .next("see that this user may read it, and that it is this project's");
        }
        left.ifPresent(journal -> {
            if (recorded.test(journal.runId())) {
                finish(journal);
            } else {
                undo(journal, true);
            }
        });
    }

    private void finish(SwapJournal journal) {
        try {
            discardTemporaries(journal);
            SwapJournal.delete(folder);
        } catch (IOException e) {
            throw new PartialStateException(
                            "all is done and recorded, but " + SwapJournal.place(folder) + " cannot be deleted: "
                                    + FileFaults.reason(e),
                            e)
                    .next("the next `config` run deletes it");
        }
    }

    /**
     * Puts the former texts back.
     *
     * @param written whether the journal was written, so that it has to be there still
     */
    private void undo(SwapJournal journal, boolean written) {
        List<String> edited = new ArrayList<>();
        try {
            boolean ours = SwapJournal.read(folder, places)
                    .filter(there -> there.runId().equals(journal.runId()))
                    .isPresent();
            if (written && !ours) {
                // On a file system without locks: a later run has undone it, and what is there is that run's.
                throw RunLock.lost();
            }
            for (SwapJournal.Change change : discardTemporaries(journal)) {
                if (!restored(change, journal.runId())) {
                    edited.add(change.name());
                }
            }
            if (edited.isEmpty()) {
                forceFolders(journal);
                stashes.delete(journal.runId());
                if (SwapJournal.exists(folder)) {
                    SwapJournal.delete(folder);
                }
            }
        } catch (IOException e) {
            throw new PartialStateException("a run was interrupted and cannot be undone: " + FileFaults.reason(e), e)
                    .next("when the cause is gone, the next `config` run undoes it");
        }
        if (!edited.isEmpty()) {
            throw new PartialStateException(
                            "a run was interrupted, and these files were edited since, so that it cannot"
                                    + " be undone: " + String.join(", ", edited))
                    .next("put them right by hand; their former texts are in " + SwapJournal.place(folder)
                            + ", which is to be deleted then");
        }
    }

    /** {@return the files that may have been replaced: those whose new content does not lie beside them any more} */
    private static List<SwapJournal.Change> discardTemporaries(SwapJournal journal) throws IOException {
        List<SwapJournal.Change> replaced = new ArrayList<>();
        for (SwapJournal.Change change : journal.changes()) {
            if (!new Replacement(change.path(), change.temporary()).discard()) {
                replaced.add(change);
            }
        }
        return replaced;
    }

    /** {@return whether the file is as it was} */
    private static boolean restored(SwapJournal.Change change, String runId) throws IOException {
        Replacement back = new Replacement(change.path(), Replacement.formerFor(change.path(), runId));
        back.discard();
        String now;
        try {
            now = Sha256.of(Files.readAllBytes(change.path()));
        } catch (NoSuchFileException e) {
            return false;
        }
        if (now.equals(Sha256.of(change.before()))) {
            return true;
        }
        if (!now.equals(change.after())) {
            return false;
        }
        back.stage(change.before());
        back.swap();
        return true;
    }

    private static MigrateException failed(String message, @Nullable IOException cause) {
        return new MigrationFailedException(message, cause).next("remove the cause, and run the same command again");
    }
}
