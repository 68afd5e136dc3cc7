package dev.aicli.migrate.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Rows as any driver gives them. */
public final class ResultSetRows implements TextRows {
    private final Statement statement;
    private final ResultSet rows;

    /** Begins to read. */
    public ResultSetRows(Connection connection, String query) throws SQLException {
        this.statement = connection.createStatement();
        this.rows = statement.executeQuery(query);
    }

    @Override
    public boolean next() throws SQLException {
        return rows.next();
    }

    @Override
    public @Nullable String text(int column) throws SQLException {
        return rows.getString(column);
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
