package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.model.ConnectionException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final String NAME = "run";

    /** No other tool's table has these. */
    private static final Set<String> OURS = Set.of("owner", "process_started", "expires_ms");

    private final Database database;
    private final HistoryNames names;
    private final String description;
    private final String owner = UUID.randomUUID().toString();
    private final ProcessIdentity self = ProcessIdentity.current();
    private @Nullable Connection connection;
    private @Nullable Heartbeat heartbeat;

    /** Takes a lock whose holder is shown to others as {@code description}. */
    public LeaseLock(Database database, HistoryNames names, String description) {
        this.database = database;
        this.names = names;
        this.description = description;
    }

    @Override
    public LockAttempt tryAcquire() {
        try {
            Connection own = connection;
            if (own == null) {
                own = database.connect();
                connection = own;
                createTable(own);
            }
            LockAttempt attempt = tryAcquire(own);
            if (attempt.acquired()) {
                heartbeat = Heartbeat.start(HEARTBEAT, () -> renew(database, names, owner));
            }
            return attempt;
        } catch (SQLException e) {
            if (database.isLockFailure(e)) {
                return LockAttempt.heldBy("another process that is writing to the database");
            }
            throw new ConnectionException("cannot take the migration lock (" + names.lock() + "): " + e.getMessage(), e)
                    .detail("sqlstate", e.getSQLState())
                    .next("the user needs the right to create and update that table");
        }
    }

    private LockAttempt tryAcquire(Connection own) throws SQLException {
        try (Statement statement = own.createStatement()) {
            String now = database.epochMillis();
            if (take(statement, "lease.owner = '' OR lease.owner = " + literal(owner))) {
                return LockAttempt.ours();
            }
            Optional<Lease> held = read(statement, now);
            if (held.isEmpty()) {
                return LockAttempt.heldBy("a run that has just ended");
            }
            Lease lease = held.get();
            boolean free = lease.process().isKnownDead()
                    || (lease.expired() && !lease.process().isKnownAlive());
            if (free && take(statement, "lease.owner = " + literal(lease.owner()))) {
                return LockAttempt.takenOverFrom(lease.description());
            }
            return LockAttempt.heldBy(lease.description());
        }
    }

    private boolean take(Statement statement, String condition) throws SQLException {
        String now = database.epochMillis();
        return statement.executeUpdate("INSERT INTO " + names.lock()
                        + " AS lease (name, owner, holder, machine, pid, process_started, heartbeat_ms, expires_ms)"
                        + " SELECT '" + NAME + "', " + literal(owner) + ", " + literal(description) + ", "
                        + literal(self.machine()) + ", " + self.pid() + ", " + self.startedMillis() + ", " + now + ", "
                        + now + " + " + TIME_TO_LIVE.toMillis()
                        + " WHERE true ON CONFLICT (name) DO UPDATE SET owner = excluded.owner,"
                        + " holder = excluded.holder, machine = excluded.machine, pid = excluded.pid,"
                        + " process_started = excluded.process_started, heartbeat_ms = excluded.heartbeat_ms,"
                        + " expires_ms = excluded.expires_ms WHERE " + condition)
                == 1;
    }

    private record Lease(String owner, String description, ProcessIdentity process, boolean expired) {}

    private Optional<Lease> read(Statement statement, String now) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT owner, holder, machine, pid, process_started,"
                + " CASE WHEN expires_ms < " + now + " THEN 1 ELSE 0 END FROM " + names.lock()
                + " WHERE owner <> '' AND name = '" + NAME + "'")) {
            if (!row.next()) {
                return Optional.empty();
            }
            ProcessIdentity process = new ProcessIdentity(row.getString(3), row.getLong(4), row.getLong(5));
            return Optional.of(new Lease(row.getString(1), row.getString(2), process, row.getInt(6) == 1));
        }
    }

    private void createTable(Connection own) throws SQLException {
        Set<String> columns = database.columns(own, names.schema(), names.lockTable());
        if (!columns.isEmpty()) {
            if (!columns.containsAll(OURS)) {
                throw LedgerTables.foreign(names.lock(), columns);
            }
            return;
        }
        try (Statement statement = own.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + names.lock() + " (name text NOT NULL PRIMARY KEY,"
                    + " owner text NOT NULL, holder text NOT NULL, machine text NOT NULL, pid bigint NOT NULL,"
                    + " process_started bigint NOT NULL, heartbeat_ms bigint NOT NULL, expires_ms bigint NOT NULL)");
        } catch (SQLException e) {
            // Two sessions that create the same table at once: one of them fails, and the table is there all the same.
            if (database.columns(own, names.schema(), names.lockTable()).isEmpty()) {
                throw e;
            }
        }
    }

    /**
     * {@return whether the lease is still that owner's} A connection of its own, since the lock's thread may be busy.
     */
    private static boolean renew(Database database, HistoryNames names, String owner) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            String now = database.epochMillis();
            return statement.executeUpdate("UPDATE " + names.lock() + " SET heartbeat_ms = " + now + ", expires_ms = "
                            + now + " + " + TIME_TO_LIVE.toMillis() + " WHERE name = '" + NAME + "' AND owner = "
                            + database.textLiteral(owner))
                    == 1;
        } catch (SQLException e) {
            // The migration itself holds the only write lock (SQLite): nobody else can take the lease meanwhile.
            if (database.isLockFailure(e)) {
                return true;
            }
            throw e;
        }
    }

    private String literal(String text) {
        return database.textLiteral(text);
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
        try (own;
                Statement statement = own.createStatement()) {
            statement.executeUpdate("UPDATE " + names.lock() + " SET owner = '' WHERE name = '" + NAME
                    + "' AND owner = " + literal(owner));
        } catch (SQLException e) {
            // The lease runs out by itself, or the next run of this machine sees that we are gone.
        }
    }
}
