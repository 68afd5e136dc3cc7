package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.StepResult.Notice;
import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Executes nothing, and writes down for the database's own shell what a session would execute. */
public abstract class WrittenSession implements SqlSession {
    private final Writer out;

    public WrittenSession(Writer out) {
        this.out = out;
    }

    /** Writes a statement. */
    protected final void write(String statement) {
        line(statement + ";");
    }

    /** Writes a line as it is. */
    protected final void line(String text) {
        try {
            out.write(text);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a comment of one line, whatever is in it. */
    protected final void comment(String text) {
        line("-- " + text.replaceAll("\\p{Cntrl}", " "));
    }

    @Override
    public final void renewInTransaction() throws StatementFailure {
        resetInTransaction();
    }

    @Override
    public final void execute(SqlStatement statement) {
        write(statement.text());
    }

    @Override
    public final long executeAlone(SqlStatement statement) {
        write(statement.text());
        return -1;
    }

    @Override
    public final void executeOwn(String sql) {
        write(sql);
    }

    @Override
    public void copy(SqlStatement statement, InputStream data, long firstDataLine) throws StatementFailure {
        write(statement.text());
        try {
            Reader reader = new InputStreamReader(data, StandardCharsets.UTF_8);
            char[] chunk = new char[8 << 10];
            char last = '\n';
            for (int read = reader.read(chunk); read >= 0; read = reader.read(chunk)) {
                if (read > 0) {
                    out.write(chunk, 0, read);
                    last = chunk[read - 1];
                }
            }
            line(last == '\n' ? "\\." : "\n\\.");
        } catch (IOException e) {
            throw StatementFailure.of(statement, new SQLException("the data cannot be read: " + e.getMessage(), e));
        }
    }

    @Override
    public final void flush() {
        // Nobody is waited for.
    }

    @Override
    public final void commit() {
        write("COMMIT");
    }

    @Override
    public final void rollback() {
        // Nothing was done.
    }

    @Override
    public final void fence(Fence fence) {
        // Whoever runs what is written has no lease.
    }

    @Override
    public final void rollbackTransaction() {
        // Nothing was done.
    }

    @Override
    public final Optional<String> advice(SQLException failure) {
        return Optional.empty();
    }

    @Override
    public final void rollbackTo(String name) {
        throw new IllegalStateException("nothing was done that could be taken back");
    }

    @Override
    public final boolean isLockFailure(SQLException failure) {
        return false;
    }

    @Override
    public final boolean isConnectionLoss(SQLException failure) {
        return false;
    }

    @Override
    public final List<Notice> takeNotices() {
        return List.of();
    }

    @Override
    public final void close() {
        // Whoever opened the writer closes it.
    }
}
