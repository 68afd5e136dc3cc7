package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.model.MigrateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

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
        return of(database, connection, names, description, LeaseLock.TIME_TO_LIVE);
    }

    /**
     * {@return a lock that is not taken yet}
     *
     * @param connection any connection to the database, opened in the same way as the lock's will be
     * @param description of this run, shown to others that wait for it
     * @param timeToLive of a lease: after so long without a sign of life another run may take it over
     */
    public static RunLock of(
            Database database, Connection connection, HistoryNames names, String description, Duration timeToLive) {
        return sessionLocks(database, connection)
                .map(SessionLocks::lock)
                .orElseGet(() -> new LeaseLock(database, names, description, timeToLive));
    }

    /**
     * {@return a lock for a command that leaves no trace} Where a lock is a row in a table, it only waits for the run
     * that has it.
     *
     * @param connection any connection to the database, opened in the same way as the lock's will be
     */
    public static RunLock withoutTrace(Database database, Connection connection, HistoryNames names) {
        return sessionLocks(database, connection)
                .map(SessionLocks::lock)
                .orElseGet(() -> new LeaseWatch(database, names));
    }

    /**
     * {@return who holds the lock now; empty when nobody does}
     *
     * @param connection any connection to the database, opened in the same way as the lock's was
     */
    public static Optional<LockHolder> holder(Database database, Connection connection, HistoryNames names) {
        Optional<SessionLocks> locks = sessionLocks(database, connection);
        try {
            if (locks.isPresent()) {
                return locks.get().holder(connection);
            }
            LeaseTable table = new LeaseTable(database, names, LeaseLock.TIME_TO_LIVE);
            return table.exists(connection) ? table.read(connection).map(LeaseTable.Lease::holder) : Optional.empty();
        } catch (SQLException e) {
            throw failed("cannot look at the migration lock", e)
                    .next("the user needs the right to read the lock's table");
        }
    }

    /**
     * Takes the lock away from its holder.
     *
     * @return whether it is free now
     */
    public static boolean release(Database database, Connection connection, HistoryNames names, LockHolder holder) {
        Optional<SessionLocks> locks = sessionLocks(database, connection);
        try {
            return locks.isPresent()
                    ? locks.get().end(connection, holder)
                    : new LeaseTable(database, names, LeaseLock.TIME_TO_LIVE).end(connection, holder);
        } catch (SQLException e) {
            if (database.isLockFailure(e)) {
                throw new LockException("the holder of the migration lock is in the midst of a transaction", e)
                        .next("end its session on the server; what it has not committed is rolled back then");
            }
            throw failed("cannot take the migration lock away", e)
                    .next(
                            locks.isPresent()
                                    ? "the user needs the rights of the holder's role, or pg_signal_backend"
                                    : "the user needs the right to update the lock's table");
        }
    }

    private static MigrateException failed(String what, SQLException e) {
        return new ConnectionException(what + ": " + e.getMessage(), e).detail("sqlstate", e.getSQLState());
    }

    /** Behind a pooler no session is ours to keep. */
    private static Optional<SessionLocks> sessionLocks(Database database, Connection connection) {
        try {
            Optional<SessionLocks> locks = database.ability(SessionLocks.class);
            return locks.isPresent() && database.behindPooler(connection) ? Optional.empty() : locks;
        } catch (SQLException e) {
            throw new ConnectionException("the connection to " + database.address() + " failed: " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }
}
