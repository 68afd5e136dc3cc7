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
    /** How long a lease lasts, unless somebody chooses. */
    public static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    private static final int BEATS_IN_A_LIFE = 4;

    /** An attempt is short, since whoever waits for the lock attempts it again; giving it back is not to fail. */
    private static final Duration ATTEMPT = Duration.ofMillis(200);

    private static final Duration RELEASE = Duration.ofSeconds(5);

    /** Who keeps us from the database, when it is no run of ours. */
    static final String OTHER_PROCESS = "another process that is writing to the database";

    private final Database database;
    private final LeaseTable table;
    private final Duration interval;
    private final String description;
    private final String owner = UUID.randomUUID().toString();
    private @Nullable Connection connection;
    private boolean tableIsThere;
    private @Nullable Heartbeat heartbeat;

    /**
     * A lock whose holder is shown to others as {@code description}.
     *
     * @param timeToLive after so long without a sign of life another run may take it over
     */
    LeaseLock(Database database, HistoryNames names, String description, Duration timeToLive) {
        this.database = database;
        this.table = new LeaseTable(database, names, timeToLive);
        this.interval = timeToLive.dividedBy(BEATS_IN_A_LIFE);
        this.description = description;
    }

    @Override
    public LockAttempt tryAcquire() {
        try {
            Connection own = connection;
            if (own == null) {
                own = SecondConnection.open(database);
                connection = own;
                database.lockPatience(own, ATTEMPT);
            }
            if (!tableIsThere) {
                table.create(own);
                SecondConnection.answered(database, own);
                tableIsThere = true;
            }
            LockAttempt attempt = tryAcquire(own);
            if (attempt.acquired()) {
                heartbeat = Heartbeat.start("lease-heartbeat", interval, this::renew);
            }
            return attempt;
        } catch (LockException e) {
            return LockAttempt.heldBy(OTHER_PROCESS);
        } catch (SQLException e) {
            if (database.isLockFailure(e)) {
                return LockAttempt.heldBy(OTHER_PROCESS);
            }
            Optional<ConnectionException> unanswered = SecondConnection.unanswered(database, e);
            if (unanswered.isPresent()) {
                throw unanswered.get();
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
                : LockAttempt.heldBy(lease.holder().withSilence());
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

    /** Who has slept asks: the others have gone by the time that passed. */
    @Override
    public boolean stillHeld() {
        Heartbeat beating = heartbeat;
        return beating != null && beating.beatsStill();
    }

    @Override
    public Optional<Fence> fence() {
        return heartbeat == null ? Optional.empty() : Optional.of(table.fence(owner));
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
