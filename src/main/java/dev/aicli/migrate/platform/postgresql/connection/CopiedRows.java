package dev.aicli.migrate.platform.postgresql.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aicli.migrate.database.TextRows;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows that PostgreSQL sends in the text format of {@code COPY}: values between tabs, {@code \N} for NULL, backslashes
 * before what would be mistaken. Of many rows that takes a fraction of what the driver's result sets take: only what is
 * asked for is made into text, and what is the same as in the row before is the same text.
 */
final class CopiedRows implements TextRows {
    private static final byte[] NULL = {'\\', 'N'};

    private final CopyOut copy;
    private final int columns;
    private final int[] starts;
    private final byte[][] lastBytes;
    private final @Nullable String[] lastTexts;
    private byte @Nullable [] row;

    /**
     * Begins to read.
     *
     * @param query without parameters
     * @param columns how many it gives
     */
    CopiedRows(Connection connection, String query, int columns) throws SQLException {
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + query + ") TO STDOUT (ENCODING 'UTF8')");
        this.columns = columns;
        this.starts = new int[columns + 1];
        this.lastBytes = new byte[columns][0];
        this.lastTexts = new String[columns];
    }

    @Override
    public boolean next() throws SQLException {
        byte[] read = copy.readFromCopy();
        row = read;
        if (read == null) {
            return false;
        }
        int column = 1;
        for (int at = 0; at < read.length; at++) {
            if (read[at] == '\t' || read[at] == '\n') {
                starts[column++] = at + 1;
            }
        }
        if (column != columns + 1) {
            throw new SQLException("a row has " + (column - 1) + " values instead of " + columns);
        }
        return true;
    }

    @Override
    public @Nullable String text(int column) {
        byte[] bytes = row;
        if (bytes == null) {
            throw new IllegalStateException("there is no row");
        }
        int from = starts[column - 1];
        int to = starts[column] - 1;
        byte[] last = lastBytes[column - 1];
        if (lastTexts[column - 1] == null || !Arrays.equals(bytes, from, to, last, 0, last.length)) {
            byte[] value = Arrays.copyOfRange(bytes, from, to);
            lastBytes[column - 1] = value;
            lastTexts[column - 1] = Arrays.equals(value, NULL) ? null : new String(unescaped(value), UTF_8);
        }
        return lastTexts[column - 1];
    }

    private static byte[] unescaped(byte[] value) {
        int at = 0;
        while (at < value.length && value[at] != '\\') {
            at++;
        }
        if (at == value.length) {
            return value;
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream(value.length);
        for (int i = 0; i < value.length; i++) {
            plain.write(value[i] == '\\' ? meant(value[++i]) : value[i]);
        }
        return plain.toByteArray();
    }

    /** The server writes no other sequences; a backslash stands for itself behind one. */
    private static int meant(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> letter;
        };
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
