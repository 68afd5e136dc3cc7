package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.SqlMasking;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** Looks, on a connection of its own, for the sessions that block another one. */
final class BlockerWatch implements AutoCloseable {
    private static final int SHOWN_QUERY = 200;
    private static final long INTERVAL_MILLIS = 250;

    private final Database database;
    private final int watchedPid;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile List<String> seen = List.of();

    private BlockerWatch(Database database, int watchedPid) {
        this.database = database;
        this.watchedPid = watchedPid;
        this.thread = new Thread(this::watch, "blocker-watch");
        thread.setDaemon(true);
    }

    static BlockerWatch start(Database database, Connection watched) {
        int pid;
        try {
            pid = watched.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            pid = 0;
        }
        BlockerWatch watch = new BlockerWatch(database, pid);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try (Connection connection = database.connect()) {
            while (!stopped) {
                look(connection);
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (SQLException | RuntimeException e) {
            // Knowing the blocker is a help, not a need.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Connection connection) throws SQLException {
        String query = "SELECT a.pid, a.usename, coalesce(a.application_name, ''), coalesce(a.state, ''),"
                + " coalesce(a.query, ''),"
                + " coalesce(extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, a.query_start))::bigint, 0)"
                + " FROM pg_catalog.pg_stat_activity a WHERE a.pid = ANY (pg_catalog.pg_blocking_pids(" + watchedPid
                + "))";
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                found.add("pid " + row.getInt(1) + ", user " + row.getString(2) + ", application '" + row.getString(3)
                        + "', " + row.getString(4) + ", transaction open for " + row.getLong(6) + " s, query: "
                        + SqlMasking.mask(row.getString(5), SHOWN_QUERY));
            }
        }
        if (!found.isEmpty()) {
            seen = found;
        }
    }

    /** {@return the blockers when there last were any} */
    List<String> seen() {
        return seen;
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }
}
