package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.platform.postgresql.connection.OwnSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A transaction that sees the database as it was at one moment, and lets pg_dump see the same. It waits for a moment at
 * which no serializable transaction could be seen half-done, as {@code pg_dump --serializable-deferrable} would: that
 * option and a given snapshot exclude each other.
 */
public final class PostgreSqlSnapshot {
    private final Connection connection;

    private PostgreSqlSnapshot(Connection connection) {
        this.connection = connection;
    }

    /** Begins it; it ends with the connection. */
    public static PostgreSqlSnapshot begin(Connection connection, boolean inRecovery) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A standby has no serializable transactions.
            statement.execute(
                    inRecovery
                            ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                            : "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE");
            statement.execute(OwnSql.PATH);
            // Names come out qualified, no time limit ends the transaction early, and one server process is enough.
            statement
                    .executeQuery("SELECT pg_catalog.set_config(s.name, v.value, true) FROM pg_catalog.pg_settings s"
                            + " JOIN (VALUES ('search_path', ''), ('row_security', 'off'), ('statement_timeout', '0'),"
                            + " ('transaction_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),"
                            + " ('max_parallel_workers_per_gather', '0')) v(name, value) ON v.name = s.name")
                    .close();
        }
        return new PostgreSqlSnapshot(connection);
    }

    /** {@return its name for {@code pg_dump --snapshot}} */
    String export() throws SQLException {
        return new PostgreSqlCatalogue(connection).text("SELECT pg_catalog.pg_export_snapshot()");
    }
}
