package dev.aicli.migrate.platform.sqlite.backup;

import dev.aicli.migrate.platform.sqlite.connection.SqliteUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** SQLite's own look at every page and index of a database file. */
public final class SqliteIntegrity {
    private SqliteIntegrity() {}

    /** {@return what is wrong with the file; empty when it is sound} Never writes to it. */
    public static Optional<String> fault(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = JDBC.createConnection(SqliteUrl.jdbcUrl(file), config.toProperties());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
            String found = row.next() ? String.valueOf(row.getString(1)) : "nothing";
            return found.equals("ok") ? Optional.empty() : Optional.of("SQLite's integrity check found: " + found);
        } catch (SQLException e) {
            return Optional.of("SQLite cannot read it: " + e.getMessage());
        }
    }
}
