package dev.aicli.migrate.platform.postgresql.connection;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.SqlMasking;
import dev.aicli.migrate.history.Heartbeat;
import dev.aicli.migrate.history.LockAttempt;
import dev.aicli.migrate.history.LockHolder;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.model.ConnectionException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's session-level advisory lock, on a connection of its own: the server lets go of it when we die.
 *
 * <p>It is polled with {@code pg_try_advisory_lock} and no transaction stays open between the polls. Waiting inside
 * {@code pg_advisory_lock} would hold a snapshot, for which another run's {@code CREATE INDEX CONCURRENTLY} would wait,
 * while we wait for that run.
 *
 * <p>A run that is killed lets go of the lock at once, but the server goes on with the statement that the run's other
 * session was executing. Such a session {@linkplain #atWork marks itself}; while one is left, the lock counts as held.
 */
public final class AdvisoryLock implements RunLock {
    /**
     * "aicli" in ASCII: one key a database, whatever the history's schema, since runs of one database exclude each
     * other.
     */
    private static final long KEY = 0x6169636C69L;

    /** Shared by the sessions that are at work for a run, so that one that outlives its run can be seen. */
    private static final long WORK_KEY = KEY + 1;

    /** Often enough for any limit on idle sessions, and for whoever wants to see whether we live. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /** A holder that is silent for so long is gone, or of an older version that gives no sign of life. */
    private static final long SILENT_SECONDS = 30;

    private static final long RELEASE_MILLIS = 5_000;
    private static final int VALIDITY_TIMEOUT_SECONDS = 5;
    private static final int SHOWN_QUERY = 100;

    private final Database database;
    private @Nullable Connection connection;
    private @Nullable Heartbeat heartbeat;

    public AdvisoryLock(Database database) {
        this.database = database;
    }

    @Override
    public LockAttempt tryAcquire() {
        try {
            Connection own = connection;
            if (own == null) {
                own = database.connect();
                connection = own;
            }
            if (!tryLock(own)) {
                return LockAttempt.heldBy(
                        holder(own).map(LockHolder::withSilence).orElse("a run that has just ended"));
            }
            Optional<LockHolder> leftBehind = leftBehind(own);
            if (leftBehind.isPresent()) {
                unlock(own);
                return LockAttempt.heldBy(leftBehind.get().description());
            }
            heartbeat = beat(own);
            return LockAttempt.ours();
        } catch (SQLException e) {
            throw new ConnectionException("the connection that holds the migration lock failed: " + e.getMessage(), e)
                    .detail("sqlstate", e.getSQLState())
                    .next("run the same command again");
        }
    }

    private static Heartbeat beat(Connection held) {
        return Heartbeat.start("lock-heartbeat", HEARTBEAT, () -> held.isValid(VALIDITY_TIMEOUT_SECONDS));
    }

    /**
     * {@return a statement that marks a session as one that works for a run, until it ends or discards everything} A
     * session that a pooler has made up is not marked: the mark would stay behind in somebody else's.
     *
     * @param backend the process id that the server told the session when it was opened
     */
    public static String atWork(int backend) {
        return "SELECT pg_catalog.pg_advisory_lock_shared(" + WORK_KEY + ") WHERE pg_catalog.pg_backend_pid()"
                + " OPERATOR(pg_catalog.=) " + backend;
    }

    private static boolean tryLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_try_advisory_lock(" + KEY + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void unlock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_catalog.pg_advisory_unlock(" + KEY + ")");
        }
    }

    /** {@return the session that has the lock, or one that is still at work for a run that is gone} */
    public static Optional<LockHolder> find(Connection connection) throws SQLException {
        Optional<LockHolder> holder = holder(connection);
        return holder.isPresent() ? holder : leftBehind(connection);
    }

    /**
     * Ends the session of a holder, and with it the lock.
     *
     * @return whether it is gone
     */
    public static boolean end(Connection connection, LockHolder holder) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_catalog.pg_terminate_backend(" + Integer.parseInt(holder.key()) + ")");
        }
        long start = System.nanoTime();
        while (find(connection)
                .filter(found -> found.key().equals(holder.key()))
                .isPresent()) {
            if (System.nanoTime() - start > RELEASE_MILLIS * 1_000_000) {
                return false;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return true;
    }

    private static Optional<LockHolder> holder(Connection connection) throws SQLException {
        String query = "SELECT a.pid, a.usename, a.application_name, a.client_addr::text,"
                + " extract(epoch FROM clock_timestamp() - a.backend_start)::bigint,"
                + " extract(epoch FROM clock_timestamp() - coalesce(a.state_change, a.backend_start))::bigint"
                + holding(KEY);
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(statement, query)) {
            if (!row.next()) {
                return Optional.empty();
            }
            String host = row.getString(4);
            long silent = row.getLong(6);
            return Optional.of(new LockHolder(
                    row.getString(1),
                    "pid " + row.getInt(1) + ", user " + row.getString(2) + ", " + row.getString(3)
                            + (host == null ? "" : " from " + host) + ", connected for " + row.getLong(5) + " s",
                    silent,
                    silent < SILENT_SECONDS));
        }
    }

    private static Optional<LockHolder> leftBehind(Connection connection) throws SQLException {
        String query = "SELECT a.pid, extract(epoch FROM clock_timestamp() - a.query_start)::bigint,"
                + " a.query"
                + holding(WORK_KEY);
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(statement, query)) {
            return row.next()
                    ? Optional.of(new LockHolder(
                            row.getString(1),
                            "a run that is gone, whose session on the server is still at work (pid "
                                    + row.getInt(1) + ", for " + row.getLong(2) + " s: "
                                    + SqlMasking.mask(String.valueOf(row.getString(3)), SHOWN_QUERY)
                                    + "); pg_terminate_backend(" + row.getInt(1) + ") ends it",
                            row.getLong(2),
                            false))
                    : Optional.empty();
        }
    }

    private static String holding(long key) {
        return " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
                + " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
                + " AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
                + " AND l.classid::bigint = " + (key >>> 32) + " AND l.objid::bigint = " + (key & 0xFFFFFFFFL);
    }

    /** Goes by the last sign of life: a round trip before every small migration would double its time. */
    @Override
    public boolean stillHeld() {
        Heartbeat beating = heartbeat;
        return beating != null && beating.beatsStill();
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
        if (own != null) {
            try {
                // Ending the session ends the lock, also when an unlock would fail.
                own.close();
            } catch (SQLException e) {
                // The session is gone either way.
            }
        }
    }
}
