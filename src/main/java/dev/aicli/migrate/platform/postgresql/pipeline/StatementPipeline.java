package dev.aicli.migrate.platform.postgresql.pipeline;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.StepResult.Notice;
import dev.aicli.migrate.platform.postgresql.locks.BlockerWatch;
import dev.aicli.migrate.schema.InBackground;
import dev.aicli.migrate.schema.StatementFailure;
import dev.aicli.migrate.schema.sql.Pipelining;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;
import org.postgresql.util.PSQLState;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * The batches of one connection: one is put together, and one may be on its way meanwhile. A batch is sent when it is
 * full, when it is told to, and before anything else is done on the connection.
 */
public final class StatementPipeline implements AutoCloseable {
    private static final int MOST_NOTICES = 1_000;
    private static final Set<String> NOTICES = Set.of("NOTICE", "INFO", "LOG", "DEBUG");

    private final QueryExecutor executor;
    private final PGConnection connection;
    private final Cancellation cancellation;
    private final BlockerWatch blockers;
    private final List<Notice> notices = new ArrayList<>();
    private final PipelineWatch watch;
    private StatementBatch batch;
    private @Nullable InBackground<Optional<StatementFailure>> underway;

    public StatementPipeline(Database database, Connection connection, Cancellation cancellation, BlockerWatch blockers)
            throws SQLException {
        this.executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
        this.connection = connection.unwrap(PGConnection.class);
        this.cancellation = cancellation;
        this.blockers = blockers;
        this.watch = new PipelineWatch(database, cancellation, this::cancel);
        this.batch = newBatch();
    }

    private StatementBatch newBatch() {
        return new StatementBatch(executor, this::hear);
    }

    /** Adds a statement of the script. One that may return rows does not travel with others. */
    public void add(SqlStatement statement) throws StatementFailure {
        boolean byItself = Pipelining.mayReturnRows(statement);
        if (byItself) {
            send();
        } else {
            makeRoom(statement.text());
        }
        batch.add(statement);
        if (byItself) {
            send();
        } else {
            sendWhenFull();
        }
    }

    /** Adds a single statement of our own. */
    public void addOwn(String sql) throws StatementFailure {
        makeRoom(sql);
        batch.addOwn(sql);
        sendWhenFull();
    }

    /** Adds a statement that fails when the run has lost its lock. */
    public void addFence(String demand) throws StatementFailure {
        makeRoom(demand);
        batch.addFence(demand);
        sendWhenFull();
    }

    /**
     * Adds the record and the commit of a transaction, behind which another one may follow in the same batch.
     *
     * @param record the statement that inserts the record
     * @param recorded a query for the record's duration in milliseconds, which finds it only if it is committed
     * @param committed is told the duration as soon as the commit is known, on another thread perhaps
     */
    public void addCommit(String record, String recorded, LongConsumer committed) throws StatementFailure {
        makeRoom(record);
        batch.addCommit(record, recorded, committed);
        sendWhenFull();
    }

    /** {@return whether so many bytes, in so many statements, can be sent besides without a wait} */
    public boolean hasRoom(long bytes, long statements) {
        return batch.hasRoom(bytes, statements);
    }

    /** A long statement goes alone: nothing unread may be on its way back while we still send. */
    private void makeRoom(String sql) throws StatementFailure {
        if (!batch.isEmpty() && !batch.hasRoom(sql.length(), 1)) {
            send();
        }
    }

    private void sendWhenFull() throws StatementFailure {
        if (!batch.hasRoom(0, 1)) {
            send();
        }
    }

    /** Sends everything, and waits until all of it is executed. */
    public void send() throws StatementFailure {
        await();
        if (!batch.isEmpty()) {
            send(takeBatch());
        }
    }

    /** Sends everything as soon as what is on its way is executed, and does not wait for it. */
    public void sendAhead() throws StatementFailure {
        await();
        StatementBatch sent = takeBatch();
        underway = new InBackground<>("batch", () -> {
            try {
                send(sent);
                return Optional.empty();
            } catch (StatementFailure failure) {
                return Optional.of(failure);
            }
        });
    }

    private void send(StatementBatch sent) throws StatementFailure {
        try (Cancellation.Registration registration = cancellation.onCancel(this::cancel);
                BlockerWatch.Underway underway = blockers.underway()) {
            watch.departed(sent);
            sent.send();
        } catch (StatementFailure failure) {
            if (isConnectionLoss(failure.reason())) {
                watch.look(sent);
            }
            throw failure;
        } finally {
            sent.land();
            watch.landed();
        }
    }

    private StatementBatch takeBatch() {
        StatementBatch sent = batch;
        batch = newBatch();
        return sent;
    }

    private void await() throws StatementFailure {
        InBackground<Optional<StatementFailure>> awaited = underway;
        underway = null;
        if (awaited != null) {
            Optional<StatementFailure> failure = awaited.get();
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }

    /** Waits for what is on its way, however it ends, and forgets what was not sent. */
    public void abandon() {
        try {
            await();
        } catch (StatementFailure | RuntimeException e) {
            // Whoever abandons them knows of a failure already, or it comes second.
        }
        takeBatch();
    }

    /** Stops what the server is executing; from any thread. */
    public void cancel() {
        try {
            connection.cancelQuery();
        } catch (SQLException e) {
            // The statement ends by itself, or its connection is gone.
        }
    }

    private static boolean isConnectionLoss(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return PSQLState.isConnectionError(state) || state.startsWith("57P0");
    }

    /** The server said something besides an answer. */
    public void hear(SQLWarning warning) {
        if (notices.size() < MOST_NOTICES) {
            notices.add(new Notice(isWarning(warning), String.valueOf(warning.getMessage())));
        }
    }

    /** A severity is a word of the server's language; its code tells a plain notice in any. */
    private static boolean isWarning(SQLWarning said) {
        ServerErrorMessage server = said instanceof PSQLWarning warning ? warning.getServerErrorMessage() : null;
        return server == null
                || !(String.valueOf(server.getSQLState()).startsWith("00")
                        || NOTICES.contains(String.valueOf(server.getSeverity())));
    }

    @Override
    public void close() {
        watch.close();
    }

    /** {@return what the server said since the last call} */
    public List<Notice> takeNotices() {
        List<Notice> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }
}
