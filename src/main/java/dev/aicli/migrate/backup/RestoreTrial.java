package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
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

    /**
     * Restores it into an empty database, where it stays.
     *
     * @param ownership whether objects get the owners and rights that they had (PostgreSQL)
     */
    public Result into(StoredBackup stored, Database target, boolean ownership) {
        RestorableBackup backup = RestorableBackup.of(stored);
        backup.requireCopy(target);
        return compare(backup, DatabaseCopies.of(target).empty(tools), target.address(), ownership);
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
        try (DatabaseCopies.RestoreTarget target = DatabaseCopies.of(home).target(tools, store)) {
            Result result = compare(backup, target.database(), target.address(), true);
            List<String> differences = new ArrayList<>(result.differences());
            target.obstacles()
                    .forEach(obstacle -> differences.add("in place, this role could not restore " + obstacle));
            return new Result(result.database(), result.tables(), result.rows(), differences);
        } catch (SQLException e) {
            throw new BackupException("cannot make a database to restore into: " + e.getMessage(), e)
                    .next("name an empty one: --into URL");
        }
    }

    private Result compare(RestorableBackup backup, EmptyDatabase target, String address, boolean ownership) {
        target.requireEmpty();
        Part part = backup.database().orElseThrow();
        Outline expected = outline(backup);
        target.fill(part, backup.folder(), ownership, cancellation);
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
