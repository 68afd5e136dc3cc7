package dev.aicli.migrate.schema.sql;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A script, read statement by statement. Only the current statement is held in memory, whatever the script's size.
 *
 * <p>The input is UTF-8, with or without a byte order mark, with any line ends, with or without a final one.
 */
public final class SqlScript implements Closeable {
    private static final StatementSplitter.Listener NOBODY = new StatementSplitter.Listener() {};

    private final SourceBuffer source;
    private final StatementSplitter splitter;
    private @Nullable InlineCopyData copyData;

    private SqlScript(InputStream in, SqlDialect dialect, ScriptOptions options) throws IOException {
        this.source = new SourceBuffer(in, options);
        this.splitter = new StatementSplitter(source, dialect, options, NOBODY);
    }

    /**
     * Opens a script; closing it closes the stream.
     *
     * @param in needs no buffering
     * @throws IOException if the stream's first bytes cannot be read
     */
    public static SqlScript open(InputStream in, SqlDialect dialect, ScriptOptions options) throws IOException {
        return new SqlScript(in, dialect, options);
    }

    /**
     * Reads the next statement. Data of {@code COPY … FROM stdin} that were not read are passed over.
     *
     * @return null when there is none
     * @throws SqlSyntaxException if the text cannot be read as SQL; statements before were good
     * @throws IOException if the stream cannot be read
     */
    public @Nullable SqlStatement next() throws IOException {
        if (copyData != null) {
            copyData.skipRest();
            copyData = null;
        }
        if (!splitter.next()) {
            return null;
        }
        var statement = new SqlStatement(
                splitter.number(), splitter.text(), splitter.start(), splitter.traits(), splitter.backslashEscapes());
        if (statement.kind() instanceof StatementKind.CopyFromStdin) {
            copyData = splitter.copyData();
        }
        return statement;
    }

    /**
     * {@return the data that follow the current statement, a {@code COPY … FROM stdin}: raw bytes, without the closing
     * {@code \.} line} Reading them ends with {@link SqlSyntaxException} if that line is missing.
     *
     * @throws IllegalStateException if the current statement is another
     */
    public InputStream copyData() {
        return currentCopyData();
    }

    /**
     * {@return where the data of the current {@code COPY … FROM stdin} begin} The server counts their lines from 1.
     *
     * @throws IllegalStateException if the current statement is another
     */
    public SourcePosition copyDataStart() {
        return currentCopyData().start();
    }

    private InlineCopyData currentCopyData() {
        if (copyData == null) {
            throw new IllegalStateException("the current statement is not COPY … FROM stdin");
        }
        return copyData;
    }

    /** {@return how many bytes of the stream were used so far, for showing progress} */
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
