package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.BackupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Restores the database of a backup beside, into another one that is empty. Neither the project's database nor its
 * configuration files are touched, nor need they be there.
 */
public final class BesideRestore {
    private final RestoreTools tools;
    private final Optional<String> historySchema;
    private final String historyPrefix;
    private final Cancellation cancellation;

    /**
     * A restore of one backup.
     *
     * @param historySchema where the project file says that history is kept
     * @param historyPrefix of its tables
     */
    public BesideRestore(
            RestoreTools tools, Optional<String> historySchema, String historyPrefix, Cancellation cancellation) {
        this.tools = tools;
        this.historySchema = historySchema;
        this.historyPrefix = historyPrefix;
        this.cancellation = cancellation;
    }

    /**
     * Restores it. The history that comes with it gets a record of that.
     *
     * @param ownership whether objects get the owners and rights that they had (PostgreSQL)
     */
    public void restore(StoredBackup stored, Database into, boolean ownership, RunStamp stamp) {
        RestorableBackup backup = RestorableBackup.of(stored);
        Part part = backup.requireCopy(into);
        EmptyDatabase target = DatabaseCopies.of(into).empty(tools);
        target.requireEmpty();
        backup.requireSound(tools.verifier(), cancellation);
        target.fill(part, backup.folder(), ownership, cancellation);
        try (Connection connection = into.connect()) {
            HistoryNames names = HistoryNames.locate(into, connection, historySchema, historyPrefix);
            new RestoreRecord(names, stamp).inRestoredDatabase(into, connection);
        } catch (SQLException e) {
            throw new BackupException("cannot record the restore in " + into.address() + ": " + e.getMessage(), e)
                    .next("all of the backup is there; only its history does not say so");
        }
    }
}
