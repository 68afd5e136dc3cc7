package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.DatabaseIdentity;
import dev.aicli.migrate.backup.ProjectFiles;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A server is known by its own number, so that another name or address of it makes no difference. */
public final class ServerIdentity implements DatabaseIdentity {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final PostgreSqlDatabase database;

    public ServerIdentity(PostgreSqlDatabase database) {
        this.database = database;
    }

    @Override
    public String identity(ProjectFiles files, Optional<Connection> connection) throws SQLException {
        if (connection.isPresent()) {
            return identity(connection.get());
        }
        try (Connection own = database.connect()) {
            return identity(own);
        }
    }

    private String identity(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT s.system_identifier, pg_catalog.current_database() FROM pg_catalog.pg_control_system() s")) {
            row.next();
            return database.kind() + ":" + row.getString(1) + "/" + row.getString(2);
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                // Somebody took the right away, which everybody has: then the address has to do.
                return database.kind() + ":" + database.url().masked();
            }
            throw e;
        }
    }
}
