package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.WholeDatabase;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database on a PostgreSQL server as a whole. */
public final class PostgreSqlWhole implements WholeDatabase {
    private static final String IN_USE = "55006";
    private static final String THERE_ALREADY = "42P04";
    private static final String NOT_ALLOWED = "42501";

    private final PostgreSqlDatabase database;

    public PostgreSqlWhole(PostgreSqlDatabase database) {
        this.database = database;
    }

    @Override
    public boolean create() {
        try (Connection connection = new Maintenance(database).connect();
                Statement statement = connection.createStatement()) {
            if (isThere(connection)) {
                return false;
            }
            statement.execute("CREATE DATABASE " + name());
            return true;
        } catch (SQLException e) {
            if (THERE_ALREADY.equals(e.getSQLState())) {
                return false;
            }
            throw refusal("cannot create", e);
        }
    }

    @Override
    public boolean drop() {
        try (Connection connection = new Maintenance(database).connect();
                Statement statement = connection.createStatement()) {
            if (!isThere(connection)) {
                return false;
            }
            statement.execute("DROP DATABASE " + name());
            return true;
        } catch (SQLException e) {
            throw refusal("cannot drop", e);
        }
    }

    private boolean isThere(Connection connection) throws SQLException {
        return new PostgreSqlCatalogue(connection)
                        .number("SELECT count(*) FROM pg_catalog.pg_database WHERE datname OPERATOR(pg_catalog.=) "
                                + database.textLiteral(database.url().database()))
                > 0;
    }

    private String name() {
        return NewDatabase.quoted(database.url().database());
    }

    private RuntimeException refusal(String what, SQLException e) {
        String message = what + " " + database.address() + ": "
                + database.url().masking().mask(String.valueOf(e.getMessage()));
        if (IN_USE.equals(e.getSQLState())) {
            return new LockException(message, e).next("end the sessions that use it, then run the same command again");
        }
        return new UsageException(message, e)
                .detail("sqlstate", e.getSQLState())
                .next(
                        NOT_ALLOWED.equals(e.getSQLState())
                                ? "creating takes the right CREATEDB, dropping takes the database's owner"
                                : "see what the server says, and run the same command again");
    }
}
