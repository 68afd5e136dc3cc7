package dev.aicli.migrate.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of a query, one after the other, each value as text. To be closed when the last one is read. */
public interface TextRows extends AutoCloseable {
    /** Goes on to the next row. {@return false when there is none} */
    boolean next() throws SQLException;

    /**
     * {@return a value of the row; null for NULL}
     *
     * @param column counted from 1
     */
    @Nullable
    String text(int column) throws SQLException;

    /** {@return a value that is a whole number} */
    default long number(int column) throws SQLException {
        return Long.parseLong(String.valueOf(text(column)));
    }

    @Override
    void close() throws SQLException;
}
