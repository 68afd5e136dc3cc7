package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.model.ConnectionException;
import java.sql.Connection;
import java.sql.SQLException;

/** Chooses the kind of lock that a database, reached the way we reach it, can keep. */
public final class RunLocks {
    private RunLocks() {}

    /**
     * {@return a lock that is not taken yet}
     *
     * @param connection any connection to the database, opened in the same way as the lock's will be
     * @param description of this run, shown to others that wait for it
     */
    public static RunLock of(Database database, Connection connection, HistoryNames names, String description) {
        return hasAdvisoryLocks(database, connection)
                ? new AdvisoryLock(database)
                : new LeaseLock(database, names, description);
    }

    /**
     * {@return a lock for a command that leaves no trace} Where a lock is a row in a table, it only waits for the run
     * that has it.
     *
     * @param connection any connection to the database, opened in the same way as the lock's will be
     */
    public static RunLock withoutTrace(Database database, Connection connection, HistoryNames names) {
        return hasAdvisoryLocks(database, connection) ? new AdvisoryLock(database) : new LeaseWatch(database, names);
    }

    private static boolean hasAdvisoryLocks(Database database, Connection connection) {
        try {
            return database.hasAdvisoryLocks() && !database.behindPooler(connection);
        } catch (SQLException e) {
            throw new ConnectionException("the connection to " + database.address() + " failed: " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }
}
