package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.LockWait;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunLocks;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.MigrateException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Goes back to a backup. The present state is backed up first; then the database and the files come back, all or none.
 * Whoever uses it holds no connection to the database meanwhile.
 */
public final class Restorer {
    private final Database database;
    private final HistoryNames names;
    private final BackupStore store;
    private final ProjectFiles files;
    private final RestoreTools tools;
    private final RestoreOptions options;
    private final RunListener listener;
    private final Cancellation cancellation;

    public Restorer(
            Database database,
            HistoryNames names,
            BackupStore store,
            ProjectFiles files,
            RestoreTools tools,
            RestoreOptions options,
            RunListener listener,
            Cancellation cancellation) {
        this.database = database;
        this.names = names;
        this.store = store;
        this.files = files;
        this.tools = tools;
        this.options = options;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * {@return what a restore would overwrite, each a sentence for a person who is asked}
     *
     * @throws UsageException when the backup belongs elsewhere
     */
    public List<String> overwrites(StoredBackup stored) {
        RestorableBackup backup = RestorableBackup.of(stored);
        Home home = Home.of(files, store, database);
        backup.requireHome(home, options.forceTarget());
        return backup.overwrites(database, home);
    }

    /**
     * Restores a backup.
     *
     * @param sources of the present state, which is backed up first
     * @return the backup of the state before
     */
    public StoredBackup restore(StoredBackup backup, List<BackupSource> sources, RunStamp stamp) {
        return restore(backup, sources, stamp, history -> {});
    }

    /**
     * Restores a backup, unless somebody else was faster.
     *
     * @param condition given the history as it is once the lock is held; stops by an exception what should not go on
     */
    public StoredBackup restore(
            StoredBackup stored, List<BackupSource> sources, RunStamp stamp, Consumer<History> condition) {
        RestorableBackup backup = RestorableBackup.of(stored);
        backup.requireFit(database);
        Home home = Home.of(files, store, database);
        backup.requireHome(home, options.forceTarget());
        requireFiles(backup);
        backup.requireSound(tools.verifier(), cancellation);
        if (backup.database().isPresent()) {
            databaseRestore(backup).requirePossible();
        }
        try (Connection connection = database.connect();
                RunLock lock = RunLocks.of(database, connection, names, "restore of " + backup.id())) {
            new LockWait(options.lockWait(), listener, cancellation).acquire(lock);
            recoverUnderLock(stamp).ifPresent(listener::warning);
            Ledger ledger = new Ledger(database, connection, names);
            ledger.guardBy(lock);
            History history = ledger.readUnchecked();
            condition.accept(history);
            HistoryHeads.forgetAll(store.directory());
            StoredBackup present = backUpPresent(history, sources, stamp, home);
            try (SystemLock alone = RestoreJournal.lock(store, home)) {
                RestoreJournal journal = new RestoreJournal(
                                home, backup.id(), present.id(), stamp.runId(), false, Map.of(), List.of())
                        .write(store);
                requireLock(ledger, journal);
                connection.close();
                restore(backup, stamp.withBackup(present.id().text()), journal, lock);
                return present;
            }
        } catch (SQLException | IOException e) {
            throw new BackupException("the restore failed: " + e.getMessage(), e)
                    .next("run the same command again: it completes or undoes what was begun");
        }
    }

    /**
     * Asked when the journal is there: who takes the lease over from now on finds it, and leaves what we do alone as
     * long as we live.
     */
    private void requireLock(Ledger ledger, RestoreJournal journal) throws IOException {
        try {
            ledger.requireLock();
        } catch (MigrateException e) {
            journal.remove(store);
            throw e;
        }
    }

    /** All that it would write is a file of this project. */
    private void requireFiles(RestorableBackup backup) {
        try {
            StagedFile.of(backup, files);
        } catch (IOException e) {
            throw new BackupException("cannot restore the files of the backup: " + e.getMessage(), e)
                    .next("see that the project's files are readable; nothing was changed");
        }
    }

    private void restore(RestorableBackup backup, RunStamp stamp, RestoreJournal begun, RunLock lock)
            throws IOException, SQLException {
        RestoreJournal[] journal = {begun};
        Optional<Part> databasePart = backup.database();
        try {
            // What is written is in the journal before, or nobody would take it away again.
            journal[0] = journal[0].withFiles(StagedFile.of(backup, files)).write(store);
            for (int i = 0; i < backup.files().size(); i++) {
                journal[0].files().get(i).write(backup.files().get(i), backup.folder());
            }
            DatabaseRestore.Progress progress = new DatabaseRestore.Progress() {
                @Override
                public void remember(Map<String, String> facts) throws IOException {
                    journal[0] = journal[0].withDatabase(facts).write(store);
                }

                @Override
                public Optional<Fence> fence() {
                    return lock.fence();
                }

                @Override
                public void releaseLock() {
                    lock.close();
                }
            };
            if (databasePart.isPresent()) {
                databaseRestore(backup).restore(databasePart.get(), backup.folder(), stamp, progress, cancellation);
            }
        } catch (IOException | RuntimeException e) {
            try {
                settle(journal[0], stamp);
            } catch (IOException | RuntimeException unsettled) {
                e.addSuppressed(unsettled);
            }
            throw e;
        }
        journal[0] = journal[0].withDecision().write(store);
        publish(journal[0]);
        if (databasePart.isEmpty()) {
            try (Connection connection = database.connect()) {
                new RestoreRecord(names, stamp)
                        .ofFiles(database, connection, backup.manifest().versions());
            }
        }
        journal[0].remove(store);
    }

    private static void publish(RestoreJournal journal) throws IOException {
        for (StagedFile file : journal.files()) {
            file.publish();
        }
    }

    /**
     * Completes or undoes what a killed restore left.
     *
     * @param stamp of the run that does so
     * @return what was found and done; empty when there was nothing
     */
    public Optional<String> recover(RunStamp stamp) {
        try {
            if (!RestoreJournal.areIn(store)) {
                return Optional.empty();
            }
            if (RestoreJournal.read(store, Home.of(files, store, database), files)
                    .isEmpty()) {
                return Optional.empty();
            }
            try (Connection connection = database.connect();
                    RunLock lock = RunLocks.of(database, connection, names, "tidying up after a restore")) {
                new LockWait(options.lockWait(), listener, cancellation).acquire(lock);
                return recoverUnderLock(stamp);
            }
        } catch (SQLException | IOException e) {
            throw unrecoverable(e);
        }
    }

    private Optional<String> recoverUnderLock(RunStamp stamp) {
        try {
            if (!RestoreJournal.areIn(store)) {
                return Optional.empty();
            }
            Home home = Home.of(files, store, database);
            return RestoreJournal.isIn(store, home) ? recoverAlone(home, stamp) : Optional.empty();
        } catch (IOException e) {
            throw unrecoverable(e);
        }
    }

    private Optional<String> recoverAlone(Home home, RunStamp stamp) throws IOException {
        try (SystemLock alone = RestoreJournal.lock(store, home)) {
            Optional<RestoreJournal> found = RestoreJournal.read(store, home, files);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            RestoreJournal journal = found.get();
            RunStamp killed = new RunStamp(
                    journal.runId(),
                    stamp.release(),
                    stamp.toolVersion(),
                    stamp.operator(),
                    Optional.of(journal.present().text()));
            boolean isNew = settle(journal, killed);
            return Optional.of("an earlier restore of " + journal.backup() + " was broken off; it was "
                    + (isNew ? "completed (the state before is in backup " + journal.present() + ")" : "undone"));
        }
    }

    /** {@return whether the new state was reached; the files follow the database} */
    private boolean settle(RestoreJournal journal, RunStamp stamp) throws IOException {
        DatabaseRestore restore = CommandRestore.left(journal.database())
                ? new CommandRestore(tools.commands(), journal.backup(), database, names)
                : nativeRestore();
        boolean isNew = restore.recover(journal.database(), stamp) || journal.decided();
        if (isNew) {
            publish(journal);
        } else {
            for (StagedFile file : journal.files()) {
                file.discard();
            }
        }
        journal.remove(store);
        return isNew;
    }

    private BackupException unrecoverable(Exception e) {
        BackupException exception =
                new BackupException("cannot tidy up after a restore that was broken off: " + e.getMessage(), e);
        exception.next("see that " + store.directory() + " is readable and writable, and run the same command again");
        return exception;
    }

    private DatabaseRestore databaseRestore(RestorableBackup backup) {
        boolean byCommand = backup.database()
                .filter(part -> part.kind().equals(Part.Kind.COMMAND))
                .isPresent();
        return byCommand ? new CommandRestore(tools.commands(), backup.id(), database, names) : nativeRestore();
    }

    private DatabaseRestore nativeRestore() {
        return DatabaseCopies.of(database).restore(names, tools, options, listener::warning);
    }

    private StoredBackup backUpPresent(History history, List<BackupSource> sources, RunStamp stamp, Home home) {
        return new BackupMaker(store, files, tools.verifier(), cancellation, tools.progress())
                .make(new BackupRequest(
                        sources,
                        Manifest.Reason.RESTORE,
                        Optional.of(stamp.runId()),
                        CurrentVersions.release(history),
                        CurrentVersions.texts(history),
                        false,
                        stamp.toolVersion(),
                        home));
    }
}
