package dev.aicli.migrate.schema.sql;

/**
 * How a script is read.
 *
 * @param firstLine the number of the first line, for a script that is a section of a larger file
 * @param gooseMarkers whether {@code -- +goose StatementBegin}, {@code StatementEnd} and {@code NO TRANSACTION} mean
 *     something
 * @param maxStatementBytes a longer statement is refused, as it would have to be held in memory
 */
public record ScriptOptions(long firstLine, boolean gooseMarkers, int maxStatementBytes) {
    private static final int DEFAULT_MAX_STATEMENT_BYTES = 256 << 20;
    private static final int MAX_STATEMENT_BYTES = 512 << 20;

    public ScriptOptions {
        if (firstLine < 1) {
            throw new IllegalArgumentException("lines are counted from 1, not from " + firstLine);
        }
        if (maxStatementBytes < 1 || maxStatementBytes > MAX_STATEMENT_BYTES) {
            throw new IllegalArgumentException("a statement's limit is between 1 byte and 512 MiB");
        }
    }

    /** {@return a whole file, without goose's markers, at most 256 MiB a statement} */
    public static ScriptOptions defaults() {
        return new ScriptOptions(1, false, DEFAULT_MAX_STATEMENT_BYTES);
    }

    /** {@return these options for a section that begins on the given line of its file} */
    public ScriptOptions startingAtLine(long line) {
        return new ScriptOptions(line, gooseMarkers, maxStatementBytes);
    }

    /** {@return these options with goose's markers understood} */
    public ScriptOptions withGooseMarkers() {
        return new ScriptOptions(firstLine, true, maxStatementBytes);
    }

    /** {@return these options with another limit for one statement} */
    public ScriptOptions withMaxStatementBytes(int bytes) {
        return new ScriptOptions(firstLine, gooseMarkers, bytes);
    }
}
