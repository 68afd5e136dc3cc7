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
        try {
            boolean advisory = database.hasAdvisoryLocks() && !database.behindPooler(connection);
            return advisory ? new AdvisoryLock(database) : new LeaseLock(database, names, description);
        } catch (SQLException e) {
            throw new ConnectionException("the connection to " + database.address() + " failed: " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }
}
