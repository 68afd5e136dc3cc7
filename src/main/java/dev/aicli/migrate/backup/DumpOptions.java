package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.BackupException;
import java.time.Duration;

/**
 * How a database is copied.
 *
 * @param schemaOnly leave the rows out
 * @param maxSize the bytes of a database from which on nothing is copied unasked
 * @param lockLimit how long it waits for tables that others have locked; zero for ever
 * @param jobs processes at once, where the database can do that
 */
public record DumpOptions(boolean schemaOnly, long maxSize, Duration lockLimit, int jobs) {
    /** All rows, up to 20 GB, one process. */
    public static final DumpOptions DEFAULT = new DumpOptions(false, 20_000_000_000L, Duration.ofMinutes(1), 1);

    public DumpOptions {
        if (jobs < 1) {
            throw new IllegalArgumentException("at least one process must work: " + jobs);
        }
    }

    /** Stops when the database is so large that a person should choose first. */
    public void requireAllowed(long databaseBytes) {
        if (!schemaOnly && databaseBytes > maxSize) {
            throw new BackupException("the database has " + Bytes.text(databaseBytes) + ", more than backup.max-size, "
                            + Bytes.text(maxSize) + "; copying it may take hours, so it was not begun unasked")
                    .next("choose: a larger backup.max-size, with backup.jobs to work faster; a snapshot of your own by"
                            + " backup.provider: command; point-in-time recovery by backup.provider: restore-point; or"
                            + " --no-backup");
        }
    }
}
