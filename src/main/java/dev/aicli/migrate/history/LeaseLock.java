package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.history.LeaseTable.Lease;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.LockException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lock in a row: owner, heartbeat, expiry. For databases without advisory locks, and behind poolers, where a session
 * is not ours to keep.
 *
 * <p>A lease whose owner is known to be dead (a process of this machine that is gone) is taken over at once; one whose
 * owner cannot be seen, when it has expired; one whose owner is seen alive, never.
 */
public final class LeaseLock implements RunLock {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** An attempt is short, since whoever waits for the lock attempts it again; giving it back is not to fail. */
    private static final Duration ATTEMPT = Duration.ofMillis(200);

    private static final Duration RELEASE = Duration.ofSeconds(5);

    /** Who keeps us from the database, when it is no run of ours. */
    static final String OTHER_PROCESS = "another process that is writing to the database";

    private final Database database;
    private final LeaseTable table;
    private final String description;
    private final String owner = UUID.randomUUID().toString();
    private @Nullable Connection connection;
    private boolean tableIsThere;
    private @Nullable Heartbeat heartbeat;

    /** Takes a lock whose holder is shown to others as {@code description}. */
    public LeaseLock(Database database, HistoryNames names, String description) {
        this.database = database;
        this.table = new LeaseTable(database, names);
        this.description = description;
    }

    @Override
    public LockAttempt tryAcquire() {
        try {
            Connection own = connection;
            if (own == null) {
                own = database.connect();
                connection = own;
                database.lockPatience(own, ATTEMPT);
            }
            if (!tableIsThere) {
                table.create(own);
                tableIsThere = true;
            }
            LockAttempt attempt = tryAcquire(own);
            if (attempt.acquired()) {
                heartbeat = Heartbeat.start(HEARTBEAT, this::renew);
            }
            return attempt;
        } catch (LockException e) {
            return LockAttempt.heldBy(OTHER_PROCESS);
        } catch (SQLException e) {
            if (database.isLockFailure(e)) {
                return LockAttempt.heldBy(OTHER_PROCESS);
            }
            throw new ConnectionException("cannot take the migration lock (" + table.name() + "): " + e.getMessage(), e)
                    .detail("sqlstate", e.getSQLState())
                    .next("the user needs the right to create and update that table");
        }
    }

    private LockAttempt tryAcquire(Connection own) throws SQLException {
        if (table.take(own, owner, description)) {
            return LockAttempt.ours();
        }
        Optional<Lease> held = table.read(own);
        if (held.isEmpty()) {
            return LockAttempt.heldBy("a run that has just ended");
        }
        Lease lease = held.get();
        return lease.isAbandoned() && table.takeOver(own, owner, description, lease)
                ? LockAttempt.takenOverFrom(lease.description())
                : LockAttempt.heldBy(lease.description());
    }

    /** {@return whether the lease is still ours} A connection of its own, since the lock's thread may be busy. */
    private boolean renew() throws SQLException {
        try (Connection other = database.connect()) {
            return table.renew(other, owner);
        } catch (SQLException e) {
            // The migration itself holds the only write lock (SQLite): nobody else can take the lease meanwhile.
            if (database.isLockFailure(e)) {
                return true;
            }
            throw e;
        }
    }

    @Override
    public boolean stillHeld() {
        Heartbeat beating = heartbeat;
        return beating != null && !beating.lost();
    }

    @Override
    public void close() {
        Heartbeat beating = heartbeat;
        heartbeat = null;
        if (beating != null) {
            beating.stop();
        }
        Connection own = connection;
        connection = null;
        if (own == null) {
            return;
        }
        try (own) {
            database.lockPatience(own, RELEASE);
            table.release(own, owner);
        } catch (SQLException e) {
            // The lease runs out by itself, or the next run of this machine sees that we are gone.
        }
    }
}
