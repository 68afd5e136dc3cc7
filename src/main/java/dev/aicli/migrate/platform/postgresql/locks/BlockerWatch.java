package dev.aicli.migrate.platform.postgresql.locks;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.schema.SqlSession.Timeouts;
import dev.aicli.migrate.schema.StatementFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Looks, on a connection of its own, for the sessions that block another one: as soon as that has waited for its answer
 * for a while, since who stood in the way can be seen only as long as it waits.
 */
public final class BlockerWatch implements AutoCloseable {
    private static final long LONGEST_INTERVAL_MILLIS = 250;
    private static final long SHORTEST_INTERVAL_MILLIS = 10;

    /** A statement that runs for so long is looked at less often: it works, or waits and was seen waiting. */
    private static final long LONG_NANOS = 10_000_000_000L;

    private static final int MOST_FAILURES = 3;

    private final Database database;
    private final int watchedPid;
    private @Nullable Thread thread;
    private volatile long intervalMillis = LONGEST_INTERVAL_MILLIS;
    private volatile boolean stopped;
    private volatile boolean waiting;
    private volatile long waitingSince;
    private volatile List<String> seen = List.of();

    /** A watch that has not begun. */
    public BlockerWatch(Database database, Connection watched) throws SQLException {
        this.database = database;
        this.watchedPid = watched.unwrap(PGConnection.class).getBackendPID();
    }

    /** Watches from now on a session that waits for a lock as long as this at most. */
    public void expect(Timeouts timeouts) {
        long quarter = timeouts.lock().toMillis() / 4;
        intervalMillis = quarter == 0
                ? LONGEST_INTERVAL_MILLIS
                : Math.max(SHORTEST_INTERVAL_MILLIS, Math.min(LONGEST_INTERVAL_MILLIS, quarter));
        if (thread == null) {
            Thread fresh = new Thread(this::watch, "blocker-watch");
            fresh.setDaemon(true);
            thread = fresh;
            fresh.start();
        }
    }

    /** What a session does between a question and its answer. */
    public interface Underway extends AutoCloseable {
        @Override
        void close();
    }

    /** The session asks; to be closed when it has its answer. */
    public Underway underway() {
        seen = List.of();
        waitingSince = System.nanoTime();
        waiting = true;
        return () -> waiting = false;
    }

    private void watch() {
        int failures = 0;
        Connection connection = null;
        try {
            while (!stopped && failures < MOST_FAILURES) {
                Thread.sleep(pauseMillis());
                if (!waiting || waitedNanos() < intervalMillis * 1_000_000) {
                    continue;
                }
                try {
                    if (connection == null) {
                        connection = database.connect();
                    }
                    List<String> found = BlockingSessions.of(connection, watchedPid);
                    if (!found.isEmpty()) {
                        seen = found;
                    }
                } catch (SQLException | RuntimeException e) {
                    // Knowing the blocker is a help, not a need.
                    failures++;
                    close(connection);
                    connection = null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(connection);
        }
    }

    private long pauseMillis() {
        return waiting && waitedNanos() > LONG_NANOS ? LONGEST_INTERVAL_MILLIS * 4 : intervalMillis;
    }

    private long waitedNanos() {
        return System.nanoTime() - waitingSince;
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is gone, then.
        }
    }

    /** {@return who stood in the way of what the session asked last; without having been seen, who may have} */
    public List<String> blockers(StatementFailure failure) {
        List<String> found = seen;
        if (!found.isEmpty() || !database.isLockFailure(failure.reason())) {
            return found;
        }
        try (Connection connection = database.connect()) {
            return BlockingSessions.behind(connection, watchedPid, failure);
        } catch (SQLException | RuntimeException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        stopped = true;
        Thread watching = thread;
        if (watching != null) {
            watching.interrupt();
        }
    }
}
