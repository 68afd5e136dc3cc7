package dev.aicli.migrate.platform.postgresql.pipeline;

import dev.aicli.migrate.schema.StatementFailure;
import dev.aicli.migrate.schema.sql.Pipelining;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.Tuple;
import org.postgresql.util.PSQLState;

/**
 * Statements that are sent to the server together, with one wait for the answers to all.
 *
 * <p>They travel by the extended protocol, with one {@code Sync} behind the last: after the first statement that fails,
 * for whatever reason and at whatever moment, the server reads on to the {@code Sync} and executes nothing of what
 * stands before it. So nothing takes effect behind a {@code BEGIN} that was cancelled, and no commit behind a statement
 * that failed.
 *
 * <p>A statement that may return rows makes a batch by itself, by the simple protocol: the driver would keep the rows
 * of the others until the end.
 *
 * <p>This is what the driver does for a batch. It is done here with the driver's own means, because a batch tells
 * neither when a statement was answered nor which one a notice belongs to.
 */
public final class StatementBatch {
    /**
     * Less than any socket's buffers hold: the server may block on its answers while we still send, and we must be able
     * to finish sending.
     */
    private static final int MOST_BYTES = 32 << 10;

    /** With more the driver would stop in between, with a {@code Sync}, to read answers. */
    private static final int MOST_STATEMENTS = 200;

    /** What the protocol's messages add to a statement's text. */
    private static final int OVERHEAD = 50;

    private static final int ALL_OR_UP_TO_THE_FIRST_FAILURE =
            QueryExecutor.QUERY_SUPPRESS_BEGIN | QueryExecutor.QUERY_ONESHOT;

    private static final int[] NO_BINDS = {};

    private static final int BY_ITSELF = QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
            | QueryExecutor.QUERY_SUPPRESS_BEGIN
            | QueryExecutor.QUERY_ONESHOT
            | QueryExecutor.QUERY_NO_RESULTS;

    private final QueryExecutor executor;
    private final List<Message> messages = new ArrayList<>();
    private final Consumer<SQLWarning> notices;
    private int bytes;
    private boolean landed;
    private @Nullable RuntimeException actionFailed;

    /**
     * An empty batch.
     *
     * @param notices hears what the server says besides answers, in its order among the answers
     */
    StatementBatch(QueryExecutor executor, Consumer<SQLWarning> notices) {
        this.executor = executor;
        this.notices = notices;
    }

    private static final class Message {
        private final String sql;
        private final @Nullable SqlStatement origin;
        private boolean fence;
        private @Nullable String recorded;
        private @Nullable LongConsumer answered;

        Message(String sql, @Nullable SqlStatement origin) {
            this.sql = sql;
            this.origin = origin;
        }
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** {@return whether so many bytes, in so many statements, can be sent besides without a wait} */
    boolean hasRoom(long moreBytes, long moreStatements) {
        return bytes + moreBytes + moreStatements * OVERHEAD <= MOST_BYTES
                && messages.size() + moreStatements <= MOST_STATEMENTS;
    }

    /** Adds a statement of the script. */
    void add(SqlStatement statement) {
        add(new Message(statement.text(), statement));
    }

    /** Adds a single statement of our own. */
    void addOwn(String sql) {
        add(new Message(sql, null));
    }

    private void add(Message message) {
        messages.add(message);
        bytes += message.sql.length() + OVERHEAD;
    }

    /** Adds a statement of our own that divides by zero when the run has lost its lock. */
    void addFence(String demand) {
        Message message = new Message(demand, null);
        message.fence = true;
        add(message);
    }

    /**
     * Adds a transaction's record and its commit.
     *
     * @param record the statement that inserts the record
     * @param recorded a query for the record's duration in milliseconds, which finds it only if it is committed
     * @param committed is told the duration, once, as soon as the commit is known
     */
    void addCommit(String record, String recorded, LongConsumer committed) {
        add(new Message(record + " RETURNING duration_ms", null));
        Message commit = new Message("COMMIT", null);
        commit.recorded = recorded;
        commit.answered = committed;
        add(commit);
    }

    /** {@return the query for the first commit that was not told of yet} */
    synchronized Optional<String> nextRecorded() {
        return messages.stream()
                .filter(message -> message.answered != null)
                .map(message -> Objects.requireNonNull(message.recorded))
                .findFirst();
    }

    /** That query has found the record. */
    synchronized void isRecorded(String recorded, long durationMillis) {
        if (!landed) {
            messages.stream()
                    .filter(message -> recorded.equals(message.recorded))
                    .findFirst()
                    .ifPresent(commit -> tell(commit, durationMillis));
        }
    }

    private synchronized void tell(Message message, long durationMillis) {
        LongConsumer action = message.answered;
        message.answered = null;
        if (action == null || actionFailed != null) {
            return;
        }
        try {
            action.accept(durationMillis);
        } catch (RuntimeException e) {
            // The other answers have to be read, or the connection could not be used any more.
            actionFailed = e;
        }
    }

    /** Nothing is told any more. */
    synchronized void land() {
        landed = true;
    }

    /**
     * Sends everything and waits for the answers. To be called once.
     *
     * @throws StatementFailure of the first statement that failed; none behind it was executed
     */
    void send() throws StatementFailure {
        Answers answers = new Answers();
        boolean byItself = isOfOneWithRows();
        try {
            // Each is one statement: the extended protocol allows no more, and the driver asserts it.
            List<NativeQuery> queries = messages.stream()
                    .map(message -> new NativeQuery(message.sql, NO_BINDS, byItself, SqlCommand.BLANK))
                    .toList();
            executor.execute(
                    executor.wrap(queries), null, answers, 0, 0, byItself ? BY_ITSELF : ALL_OR_UP_TO_THE_FIRST_FAILURE);
        } catch (SQLException e) {
            Message failed = messages.get(Math.max(0, answers.failed));
            if (failed.fence && PSQLState.DIVISION_BY_ZERO.getState().equals(e.getSQLState())) {
                throw StatementFailure.lockLost(e);
            }
            SqlStatement origin = failed.origin;
            throw origin == null
                    ? StatementFailure.during("recording and committing it", e)
                    : StatementFailure.of(origin, e);
        }
        RuntimeException failure = actionFailed();
        if (failure != null) {
            throw failure;
        }
    }

    private synchronized @Nullable RuntimeException actionFailed() {
        return actionFailed;
    }

    private boolean isOfOneWithRows() {
        SqlStatement only = messages.size() == 1 ? messages.get(0).origin : null;
        return only != null && Pipelining.mayReturnRows(only);
    }

    /** Hears the answers in their order: one for each statement, up to the first that fails. */
    private final class Answers extends ResultHandlerBase {
        private int current;
        private int failed = -1;
        private long durationMillis;

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOid) {
            answered();
        }

        @Override
        public void handleResultRows(Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
            boolean measured =
                    failed < 0 && current + 1 < messages.size() && messages.get(current + 1).recorded != null;
            if (measured) {
                byte[] text = Objects.requireNonNull(tuples.get(0).get(0));
                durationMillis = Long.parseLong(new String(text, StandardCharsets.US_ASCII));
            }
            answered();
        }

        private void answered() {
            if (failed >= 0) {
                return;
            }
            tell(messages.get(current), durationMillis);
            current++;
        }

        @Override
        public void handleError(SQLException error) {
            if (failed < 0) {
                failed = current;
            }
            super.handleError(error);
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            notices.accept(warning);
        }
    }
}
