package dev.aicli.migrate.platform.sqlite.backup;

import dev.aicli.migrate.backup.Outline;
import dev.aicli.migrate.platform.sqlite.connection.SqliteUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** The outline of a SQLite database: the statements that created its objects, and the rows of its tables. */
final class SqliteOutline {
    private static final String ORDINARY_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
            // A virtual table's module may be missing here; what it keeps lies in ordinary tables.
            + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'";

    private SqliteOutline() {}

    /** {@return the outline of a file that nobody writes to} Never writes to it. */
    static Outline of(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SortedMap<String, String> entries = new TreeMap<>();
        try (Connection connection = JDBC.createConnection(SqliteUrl.jdbcUrl(file), config.toProperties());
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT type || ' ' || name, sql FROM sqlite_master"
                    + " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
                while (row.next()) {
                    entries.put(row.getString(1), String.valueOf(row.getString(2)));
                }
            }
            List<String> tables = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(ORDINARY_TABLES)) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM \"" + table.replace("\"", "\"\"") + "\"")) {
                    row.next();
                    entries.put(Outline.rowsOf(table), Long.toString(row.getLong(1)));
                }
            }
        }
        return new Outline(entries);
    }
}
