package dev.aicli.migrate.platform.postgresql.pipeline;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.MigrateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches the batch that is on its way. The server answers to all of a batch in the end: of one that takes long,
 * another connection sees what is committed already. And the server forgets a wish to stop that reaches it between two
 * statements: it is uttered again.
 */
final class PipelineWatch implements AutoCloseable {
    private static final long TICK_MILLIS = 250;
    private static final long LONG_NANOS = 1_000_000_000;

    private final Database database;
    private final Cancellation cancellation;
    private final Runnable cancel;
    private @Nullable Thread thread;
    private @Nullable StatementBatch underway;
    private long nextLook;
    private volatile boolean stopped;

    /**
     * A watch that does nothing until a batch is sent.
     *
     * @param cancel stops what the server is executing
     */
    PipelineWatch(Database database, Cancellation cancellation, Runnable cancel) {
        this.database = database;
        this.cancellation = cancellation;
        this.cancel = cancel;
    }

    synchronized void departed(StatementBatch batch) {
        underway = batch;
        nextLook = System.nanoTime() + LONG_NANOS;
        if (thread == null) {
            thread = new Thread(this::watch, "pipeline-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Returns when no wish to stop is on its way to the server any more: it would hit what is executed next. */
    synchronized void landed() {
        underway = null;
    }

    private void watch() {
        try {
            while (!stopped) {
                Thread.sleep(TICK_MILLIS);
                Optional<StatementBatch> late = tick();
                if (late.isPresent()) {
                    look(late.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<StatementBatch> tick() {
        StatementBatch batch = underway;
        if (batch == null) {
            return Optional.empty();
        }
        if (cancellation.requested()) {
            cancel.run();
        }
        long now = System.nanoTime();
        if (now - nextLook < 0) {
            return Optional.empty();
        }
        nextLook = now + LONG_NANOS;
        return Optional.of(batch);
    }

    /** Tells of the batch's transactions that are committed, in their order, as far as that can be seen. */
    void look(StatementBatch batch) {
        if (batch.nextRecorded().isEmpty()) {
            return;
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (Optional<String> next = batch.nextRecorded(); next.isPresent(); next = batch.nextRecorded()) {
                try (ResultSet row = statement.executeQuery(next.get())) {
                    if (!row.next()) {
                        return;
                    }
                    batch.isRecorded(next.get(), row.getLong(1));
                }
            }
        } catch (SQLException | MigrateException e) {
            // The answers tell as well, only later.
        }
    }

    @Override
    public void close() {
        stopped = true;
        Thread watching = thread;
        if (watching != null) {
            watching.interrupt();
        }
    }
}
