package dev.aicli.migrate.platform.postgresql.locks;

import dev.aicli.migrate.database.SqlMasking;
import dev.aicli.migrate.platform.postgresql.connection.OwnSql;
import dev.aicli.migrate.platform.postgresql.sql.PostgreSqlLockAnalyzer;
import dev.aicli.migrate.schema.StatementFailure;
import dev.aicli.migrate.schema.sql.LockMode;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The sessions of a PostgreSQL server that stand in another one's way, described for a person. */
final class BlockingSessions {
    private static final int SHOWN_QUERY = 200;
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");
    private static final String DEADLOCK = "40P01";

    private static final String DESCRIPTION = "SELECT s.pid, coalesce(a.usename, ''),"
            + " coalesce(a.application_name, ''), coalesce(a.state, ''), coalesce(a.query, ''),"
            + " coalesce(extract(epoch FROM pg_catalog.clock_timestamp()"
            + " - coalesce(a.xact_start, a.query_start))::pg_catalog.int8, 0)";

    private BlockingSessions() {}

    /** {@return those for which a session waits now} */
    static List<String> of(Connection connection, int pid) throws SQLException {
        // The function takes locks of its own, so it is asked only when the session waits for one.
        String query = DESCRIPTION + " FROM (SELECT w.pid FROM pg_catalog.pg_stat_activity w"
                + " WHERE w.pid = " + pid + " AND w.wait_event_type = 'Lock' OFFSET 0) waiting,"
                + " LATERAL (SELECT DISTINCT b.pid FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids(waiting.pid))"
                + " b (pid)) s LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = s.pid";
        return describe(connection, query);
    }

    /**
     * {@return those that have what a statement failed to get, or that were in a deadlock with it} For failures that
     * nobody could watch: without a wait, or after a short one.
     */
    static List<String> behind(Connection connection, int pid, StatementFailure failure) throws SQLException {
        return DEADLOCK.equals(failure.reason().getSQLState())
                ? named(connection, pid, failure)
                : failure.statement().isPresent()
                        ? holders(connection, pid, failure.statement().get())
                        : List.of();
    }

    /** The server's account of a deadlock is for people, in the server's language; the numbers in it are processes. */
    private static List<String> named(Connection connection, int pid, StatementFailure failure) throws SQLException {
        String account = failure.reason() instanceof PSQLException fromServer
                ? Optional.ofNullable(fromServer.getServerErrorMessage())
                        .map(ServerErrorMessage::getDetail)
                        .orElse("")
                : "";
        String numbers = Arrays.stream(NO_DIGITS.split(account))
                .filter(number -> !number.isEmpty() && number.length() < 10)
                .map(Integer::valueOf)
                .filter(number -> number != pid)
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        String query = DESCRIPTION + " FROM pg_catalog.unnest('{" + numbers + "}'::pg_catalog.int4[]) s (pid)"
                + " JOIN pg_catalog.pg_stat_activity a ON a.pid = s.pid AND a.backend_type = 'client backend'";
        return describe(connection, query);
    }

    private static List<String> holders(Connection connection, int pid, SqlStatement statement) throws SQLException {
        Set<String> found = new LinkedHashSet<>();
        for (Map.Entry<String, LockMode> wanted : wanted(statement).entrySet()) {
            String query = DESCRIPTION + " FROM (SELECT DISTINCT l.pid FROM pg_catalog.pg_locks l"
                    + " WHERE l.relation = " + number(connection, wanted.getKey())
                    + " AND l.granted AND l.mode = ANY ('{"
                    + String.join(",", wanted.getValue().conflicts()) + "}')"
                    + " AND coalesce(l.pid, 0) NOT IN (" + pid + ", pg_catalog.pg_backend_pid())) s"
                    + " LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = s.pid";
            found.addAll(describe(connection, query));
        }
        return List.copyOf(found);
    }

    /** {@return the number (oid) of what the name means on the connection's own search path} */
    private static String number(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_catalog.to_regclass(?)::pg_catalog.oid")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1) == null ? "NULL" : row.getString(1);
            }
        }
    }

    private static Map<String, LockMode> wanted(SqlStatement statement) {
        try {
            return new PostgreSqlLockAnalyzer().of(statement).orElse(Map.of());
        } catch (IOException e) {
            throw new IllegalStateException("the text is in memory", e);
        }
    }

    private static List<String> describe(Connection connection, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(statement, query)) {
            while (row.next()) {
                int pid = row.getInt(1);
                found.add(
                        pid == 0
                                ? "a prepared transaction (pg_prepared_xacts names it; COMMIT PREPARED or ROLLBACK"
                                        + " PREPARED ends it)"
                                : "pid " + pid + ", user " + row.getString(2) + ", application '" + row.getString(3)
                                        + "', " + row.getString(4) + ", transaction open for " + row.getLong(6)
                                        + " s, query: " + SqlMasking.mask(row.getString(5), SHOWN_QUERY));
            }
        }
        return found;
    }
}
