package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.PostgreSqlDatabase;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Finds out whether a backup can be restored by doing it: into a database that is made for that and dropped afterwards,
 * or into an empty one that was named. Then its tables, their rows and its schema are compared with what was there when
 * the backup was made.
 */
public final class RestoreTrial {
    private final BackupStore store;
    private final RestoreTools tools;
    private final Cancellation cancellation;

    /**
     * What came of it.
     *
     * @param database where it was restored
     * @param tables how many tables came back
     * @param rows and with how many rows
     * @param differences from what was backed up, each a short sentence
     */
    public record Result(String database, long tables, long rows, List<String> differences) {}

    public RestoreTrial(BackupStore store, RestoreTools tools, Cancellation cancellation) {
        this.store = store;
        this.tools = tools;
        this.cancellation = cancellation;
    }

    /** Restores it into an empty database, where it stays. */
    public Result into(StoredBackup stored, Database target) {
        RestorableBackup backup = RestorableBackup.of(stored);
        backup.requireCopy(target);
        return compare(backup, EmptyDatabase.of(target, tools), target.address());
    }

    /**
     * Restores it into a database of its own, on the same server, or in a file beside the backups.
     *
     * @param home the project's database, beside which it is made
     * @throws dev.aicli.migrate.model.UsageException when the role may not create databases
     */
    public Result inScratch(StoredBackup stored, Database home) {
        RestorableBackup backup = RestorableBackup.of(stored);
        backup.requireCopy(home);
        try {
            if (home instanceof PostgreSqlDatabase postgres) {
                try (TrialDatabase trial = TrialDatabase.create(postgres)) {
                    Database database = trial.database();
                    return compare(backup, EmptyDatabase.of(database, tools), database.address());
                }
            }
            try (StagedBackup scratch = store.begin(BackupId.at(Instant.now()))) {
                Path file = scratch.folder().resolve(SqliteCopy.FILE);
                return compare(backup, new EmptySqlite(file, tools.progress()), file.toString());
            }
        } catch (SQLException e) {
            throw new BackupException("cannot make a database to restore into: " + e.getMessage(), e)
                    .next("name an empty one: --into URL");
        }
    }

    private Result compare(RestorableBackup backup, EmptyDatabase target, String address) {
        target.requireEmpty();
        Part part = backup.database().orElseThrow();
        Outline expected = outline(backup);
        target.fill(part, backup.folder(), false, cancellation);
        Outline found = target.outline(!backup.manifest().schemaOnly());
        return new Result(address, found.tables(), found.rows(), expected.differences(found));
    }

    private static Outline outline(RestorableBackup backup) {
        try {
            return Outline.read(backup.folder());
        } catch (IOException e) {
            throw new BackupException(
                            "the backup " + backup.id() + " does not say what was in the database: " + e.getMessage(),
                            e)
                    .next("restore it beside with `backup restore " + backup.id() + " --into URL`, and look yourself");
        }
    }
}
