package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.platform.postgresql.connection.OwnSql;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Who else is connected to a database that is about to be replaced. */
final class PostgreSqlSessions {
    private static final int SHOWN = 5;

    private final Connection connection;
    private final String others;

    PostgreSqlSessions(Connection connection, PostgreSqlDatabase database) {
        this.connection = connection;
        this.others = " FROM pg_catalog.pg_stat_activity WHERE datname = "
                + database.textLiteral(database.url().database())
                + " AND pid <> pg_catalog.pg_backend_pid() AND backend_type = 'client backend'";
    }

    /** Stops when there are any. */
    void requireNone() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(
                        statement,
                        "SELECT pid, usename, application_name, client_addr::text" + others + " ORDER BY pid")) {
            while (row.next()) {
                String host = row.getString(4);
                found.add("pid " + row.getInt(1) + ", user " + row.getString(2) + ", " + row.getString(3)
                        + (host == null ? "" : " from " + host));
            }
        }
        if (!found.isEmpty()) {
            String more = found.size() > SHOWN ? "; and " + (found.size() - SHOWN) + " more" : "";
            throw new BackupException("other sessions are connected to the database: "
                            + String.join("; ", found.subList(0, Math.min(SHOWN, found.size()))) + more)
                    .next("stop the application, or end its sessions with --terminate-sessions; nothing was changed");
        }
    }

    /** Ends them, where our role may. */
    void end() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            OwnSql.query(statement, "SELECT pg_catalog.pg_terminate_backend(pid)" + others)
                    .close();
        }
    }
}
