package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Two databases change names, in one transaction of the server: whoever connects finds the one or the other. The server
 * refuses while anybody is connected to either of them.
 */
final class PostgreSqlSwap {
    private static final String OBJECT_IN_USE = "55006";
    private static final int ATTEMPTS = 5;

    private final PostgreSqlDatabase database;
    private final Maintenance maintenance;
    private final boolean terminateSessions;

    PostgreSqlSwap(PostgreSqlDatabase database, Maintenance maintenance, boolean terminateSessions) {
        this.database = database;
        this.maintenance = maintenance;
        this.terminateSessions = terminateSessions;
    }

    /**
     * Gives the database's name to the new one.
     *
     * @param retired the name that the old one gets
     */
    void swap(String temporaryDatabase, String retired) throws SQLException {
        String name = database.url().database();
        try (Connection connection = maintenance.connect()) {
            PostgreSqlSessions sessions = new PostgreSqlSessions(connection, database);
            for (int attempt = 1; ; attempt++) {
                if (terminateSessions) {
                    sessions.end();
                }
                try {
                    rename(connection, name, temporaryDatabase, retired);
                    return;
                } catch (SQLException e) {
                    if (!OBJECT_IN_USE.equals(e.getSQLState())) {
                        throw e;
                    }
                    if (!terminateSessions) {
                        sessions.requireNone();
                    }
                    if (attempt == ATTEMPTS) {
                        throw new BackupException("sessions keep connecting to " + name + " while it is replaced", e)
                                .next("stop the application, and run the same command again; nothing was changed");
                    }
                }
            }
        }
    }

    private static void rename(Connection connection, String name, String temporaryDatabase, String retired)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            try {
                statement.execute(
                        "ALTER DATABASE " + NewDatabase.quoted(name) + " RENAME TO " + NewDatabase.quoted(retired));
                statement.execute("ALTER DATABASE " + NewDatabase.quoted(temporaryDatabase) + " RENAME TO "
                        + NewDatabase.quoted(name));
                statement.execute("COMMIT");
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }
}
