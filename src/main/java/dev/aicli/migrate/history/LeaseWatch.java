package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.history.LeaseTable.Lease;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.LockException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Waits, as {@link LeaseLock} does, until no run has the lease, and takes none: for a command that must leave no trace.
 * A run may therefore begin right afterwards.
 */
final class LeaseWatch implements RunLock {
    private final Database database;
    private final LeaseTable table;

    LeaseWatch(Database database, HistoryNames names) {
        this.database = database;
        this.table = new LeaseTable(database, names, LeaseLock.TIME_TO_LIVE);
    }

    @Override
    public LockAttempt tryAcquire() {
        try (Connection connection = SecondConnection.open(database)) {
            return table.exists(connection)
                    ? table.read(connection)
                            .filter(lease -> !lease.isAbandoned())
                            .map(Lease::holder)
                            .map(LockHolder::withSilence)
                            .map(LockAttempt::heldBy)
                            .orElseGet(LockAttempt::ours)
                    : LockAttempt.ours();
        } catch (LockException e) {
            return LockAttempt.heldBy(LeaseLock.OTHER_PROCESS);
        } catch (SQLException e) {
            if (database.isLockFailure(e)) {
                return LockAttempt.heldBy(LeaseLock.OTHER_PROCESS);
            }
            Optional<ConnectionException> unanswered = SecondConnection.unanswered(database, e);
            if (unanswered.isPresent()) {
                throw unanswered.get();
            }
            throw new ConnectionException("cannot read the migration lock (" + table.name() + "): " + e.getMessage(), e)
                    .detail("sqlstate", e.getSQLState())
                    .next("the user needs the right to read that table");
        }
    }

    @Override
    public boolean stillHeld() {
        return true;
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
