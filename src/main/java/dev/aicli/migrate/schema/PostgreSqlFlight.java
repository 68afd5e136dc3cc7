package dev.aicli.migrate.schema;

import dev.aicli.migrate.schema.sql.SqlStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.Tuple;

/**
 * Messages of the simple protocol that are sent to the server together, with one wait for the answers to all.
 *
 * <p>The server executes all of them, also those behind one that failed; what keeps them from having an effect is the
 * aborted transaction that the failure leaves, in which all of them fail too. So no message may end that transaction:
 * statements of our own that follow each other travel as one message, of which nothing is executed behind the first
 * statement that fails, and our commit travels behind our record.
 *
 * <p>This is what the driver does for a batch. It is done here with the driver's own means, because a batch tells
 * neither when a message was answered nor which one a notice belongs to.
 */
final class PostgreSqlFlight {
    /**
     * Less than any socket's buffers hold: the server may block on its answers while we still send, and we must be able
     * to finish sending.
     */
    private static final int MOST_BYTES = 32 << 10;

    /** The driver would otherwise stop sending to read answers, which it cannot do in the midst of simple messages. */
    private static final int MOST_MESSAGES = 200;

    private static final int AS_SIMPLE_MESSAGES = QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
            | QueryExecutor.QUERY_SUPPRESS_BEGIN
            | QueryExecutor.QUERY_ONESHOT
            | QueryExecutor.QUERY_NO_RESULTS;

    private final QueryExecutor executor;
    private final List<Message> messages = new ArrayList<>();
    private final Consumer<SQLWarning> notices;
    private int bytes;

    /**
     * An empty flight.
     *
     * @param notices hears what the server says besides answers, in its order among the answers
     */
    PostgreSqlFlight(QueryExecutor executor, Consumer<SQLWarning> notices) {
        this.executor = executor;
        this.notices = notices;
    }

    private static final class Message {
        private final @Nullable SqlStatement origin;
        private final boolean grows;
        private String sql;
        private int statements = 1;
        private @Nullable Runnable answered;

        Message(String sql, @Nullable SqlStatement origin, boolean grows) {
            this.sql = sql;
            this.origin = origin;
            this.grows = grows;
        }
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** {@return whether so many bytes more can be sent without a wait} */
    boolean hasRoom(long more) {
        return bytes + more <= MOST_BYTES && messages.size() < MOST_MESSAGES;
    }

    /** Adds a statement of the script. */
    void add(SqlStatement statement) {
        add(new Message(statement.text(), statement, false));
    }

    /**
     * Adds a single statement of our own, to the message of the one before it if that is ours too. One that the server
     * might not be able to parse has to go {@linkplain #addAlone alone}: nothing of its message would be executed.
     */
    void addOwn(String sql) {
        Message last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
        if (last != null && last.grows && last.answered == null) {
            last.sql = last.sql + ";\n" + sql;
            last.statements++;
            bytes += sql.length();
        } else {
            add(new Message(sql, null, true));
        }
    }

    /** Adds a statement of our own that has to be a message of its own. */
    void addAlone(String sql) {
        add(new Message(sql, null, false));
    }

    private void add(Message message) {
        messages.add(message);
        bytes += message.sql.length();
    }

    /** Has the action run as soon as all that was added so far has been executed, if none of it fails. */
    void whenAnswered(Runnable action) {
        messages.get(messages.size() - 1).answered = action;
    }

    /**
     * Sends everything and waits for the answers. To be called once.
     *
     * @throws StatementFailure of the first message that failed
     */
    void send() throws StatementFailure {
        Answers answers = new Answers();
        try {
            List<NativeQuery> queries = messages.stream()
                    .map(message -> new NativeQuery(message.sql, SqlCommand.BLANK))
                    .toList();
            executor.execute(executor.wrap(queries), null, answers, 0, 0, AS_SIMPLE_MESSAGES);
        } catch (SQLException e) {
            SqlStatement origin = messages.get(Math.max(0, answers.failed)).origin;
            throw origin == null
                    ? StatementFailure.during("recording and committing it", e)
                    : StatementFailure.of(origin, e);
        }
        if (answers.actionFailed != null) {
            throw answers.actionFailed;
        }
    }

    /** Hears the answers in their order: one for each statement, up to the first that fails. */
    private final class Answers extends ResultHandlerBase {
        private int current;
        private int answered;
        private int failed = -1;
        private @Nullable RuntimeException actionFailed;

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOid) {
            answered();
        }

        @Override
        public void handleResultRows(Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
            answered();
        }

        private void answered() {
            answered++;
            if (failed >= 0 || answered < messages.get(current).statements) {
                return;
            }
            Runnable action = messages.get(current).answered;
            current++;
            answered = 0;
            if (action == null || actionFailed != null) {
                return;
            }
            try {
                action.run();
            } catch (RuntimeException e) {
                // The other answers have to be read, or the connection could not be used any more.
                actionFailed = e;
            }
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
