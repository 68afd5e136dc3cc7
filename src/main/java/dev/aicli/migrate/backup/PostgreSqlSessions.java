package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.BackupException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Who else is connected to a database that is about to be replaced. */
final class PostgreSqlSessions {
    private static final int SHOWN = 5;
    private static final String OTHERS = " FROM pg_catalog.pg_stat_activity WHERE datname = ?"
            + " AND pid <> pg_catalog.pg_backend_pid() AND backend_type = 'client backend'";

    private final Connection connection;
    private final String database;

    PostgreSqlSessions(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    /** Stops when there are any. */
    void requireNone() throws SQLException {
        List<String> others = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT pid, usename, application_name, client_addr::text" + OTHERS + " ORDER BY pid")) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String host = row.getString(4);
                    others.add("pid " + row.getInt(1) + ", user " + row.getString(2) + ", " + row.getString(3)
                            + (host == null ? "" : " from " + host));
                }
            }
        }
        if (!others.isEmpty()) {
            String more = others.size() > SHOWN ? "; and " + (others.size() - SHOWN) + " more" : "";
            throw new BackupException("other sessions are connected to the database: "
                            + String.join("; ", others.subList(0, Math.min(SHOWN, others.size()))) + more)
                    .next("stop the application, or end its sessions with --terminate-sessions; nothing was changed");
        }
    }

    /** Ends them, where our role may. */
    void end() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_catalog.pg_terminate_backend(pid)" + OTHERS)) {
            statement.setString(1, database);
            statement.executeQuery().close();
        }
    }
}
