package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.platform.postgresql.connection.OwnSql;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who holds a table so that nobody else may even read it: a dump would wait for it without a word. */
final class PostgreSqlBlockers {
    private static final long PAUSE_MILLIS = 100;

    private static final String QUERY = "SELECT pg_catalog.quote_ident(n.nspname), pg_catalog.quote_ident(c.relname),"
            + " l.pid, a.usename, pg_catalog.left(a.query, 200) FROM pg_catalog.pg_locks l"
            + " JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) l.relation"
            + " JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace"
            + " JOIN pg_catalog.pg_database d ON d.oid OPERATOR(pg_catalog.=) l.database"
            + " LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid OPERATOR(pg_catalog.=) l.pid"
            + " WHERE l.granted AND l.mode OPERATOR(pg_catalog.=) 'AccessExclusiveLock'::pg_catalog.text"
            + " AND d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()"
            + " AND c.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid"
            + " AND l.pid OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid()"
            + " AND (c.relkind OPERATOR(pg_catalog.=) 'r'::pg_catalog.\"char\""
            + " OR c.relkind OPERATOR(pg_catalog.=) 'p'::pg_catalog.\"char\") LIMIT 1";

    private final PostgreSqlDatabase database;
    private final Duration limit;

    /**
     * Those of a database.
     *
     * @param limit how long to wait for them; zero for ever
     */
    PostgreSqlBlockers(PostgreSqlDatabase database, Duration limit) {
        this.database = database;
        this.limit = limit;
    }

    /**
     * Waits until nobody holds a table.
     *
     * @throws BackupException that names who does, when it takes too long
     */
    void await(Connection connection, Cancellation cancellation) throws SQLException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (Optional<String> found = find(connection); found.isPresent(); found = find(connection)) {
            cancellation.check();
            if (!limit.isZero() && System.nanoTime() - deadline >= 0) {
                throw refusal(found, null);
            }
            pause();
        }
    }

    /** {@return what is to be told when a lock was not given in time} */
    BackupException timedOut(Exception cause) {
        try (Connection connection = database.connect()) {
            return refusal(find(connection), cause);
        } catch (SQLException e) {
            cause.addSuppressed(e);
            return refusal(Optional.empty(), cause);
        }
    }

    private BackupException refusal(Optional<String> blocker, @Nullable Exception cause) {
        BackupException refusal = new BackupException(
                "the backup cannot read all tables: " + blocker.orElse("one was locked by another session")
                        + ", for longer than " + limit.toMillis() / 1_000.0 + " s",
                cause);
        refusal.next("wait for that to end, or end it, and run the same command again; --lock-timeout says how long to"
                + " wait; nothing was changed");
        return refusal;
    }

    private Optional<String> find(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(statement, QUERY)) {
            if (!row.next()) {
                return Optional.empty();
            }
            String query = row.getString(5);
            String by = "process " + row.getInt(3) + (row.getString(4) == null ? "" : " of " + row.getString(4));
            return Optional.of(row.getString(1) + "." + row.getString(2) + " is locked by " + by
                    + (query == null || query.isBlank()
                            ? ""
                            : ": " + database.url().masking().mask(query.strip().replaceAll("\\s+", " "))));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("waiting for a lock was interrupted", e);
        }
    }
}
