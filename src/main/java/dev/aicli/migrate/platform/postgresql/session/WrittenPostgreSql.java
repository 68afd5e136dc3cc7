package dev.aicli.migrate.platform.postgresql.session;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.schema.WrittenSession;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a session on PostgreSQL would execute, for psql. */
public final class WrittenPostgreSql extends WrittenSession {
    private static final String ENCODING = "SET client_encoding = 'UTF8'";

    private final Database database;
    private final List<String> settings;

    /**
     * A session that begins with the settings of a connection.
     *
     * @param connection as a run would have it
     */
    public WrittenPostgreSql(Database database, Connection connection, Writer out) throws SQLException {
        super(out);
        this.database = database;
        this.settings = settings(database, connection);
        line("\\set ON_ERROR_STOP on");
        line("\\set AUTOCOMMIT on");
        line(ENCODING + ";");
    }

    /** What the connection was opened with, besides what the server gives everybody. */
    private static List<String> settings(Database database, Connection connection) throws SQLException {
        List<String> settings = new ArrayList<>();
        settings.add(ENCODING);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, setting FROM pg_catalog.pg_settings"
                        + " WHERE source OPERATOR(pg_catalog.=) 'client' AND name OPERATOR(pg_catalog.<>)"
                        + " ALL (ARRAY['client_encoding', 'application_name', 'extra_float_digits']) ORDER BY 1")) {
            while (row.next()) {
                // A list is quoted already, item by item.
                String value = row.getString(1).equals("search_path")
                        ? row.getString(2)
                        : database.textLiteral(row.getString(2));
                settings.add("SET " + row.getString(1) + " = " + value);
            }
        }
        return settings;
    }

    @Override
    public void reset() {
        write("DISCARD ALL");
        settings.forEach(this::write);
    }

    @Override
    public void resetInTransaction() {
        write("RESET SESSION AUTHORIZATION");
        write("RESET ROLE");
        write("RESET ALL");
        write(ENCODING);
    }

    @Override
    public void begin() {
        write(database.beginWrite());
    }

    @Override
    public void beginOptions(SqlStatement begin) {
        String options = PostgreSqlSession.transactionOptions(begin);
        if (!options.isEmpty()) {
            write("SET TRANSACTION " + options);
        }
    }

    @Override
    public void timeouts(Timeouts timeouts, boolean inTransaction) {
        String set = inTransaction ? "SET LOCAL " : "SET ";
        write(set + "lock_timeout = " + timeouts.lock().toMillis());
        Duration forStatement = timeouts.statement();
        if (forStatement != null) {
            write(set + "statement_timeout = " + forStatement.toMillis());
        }
    }

    @Override
    public boolean measuresDuration() {
        return true;
    }
}
