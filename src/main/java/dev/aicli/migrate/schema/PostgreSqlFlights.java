package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.StepResult.Notice;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * The flights of one connection: one is put together, and one may be on its way meanwhile. A flight departs when it is
 * full, when it is told to, and before anything else is done on the connection.
 */
final class PostgreSqlFlights {
    private static final int MOST_NOTICES = 1_000;
    private static final Set<String> NOTICES = Set.of("NOTICE", "INFO", "LOG", "DEBUG");

    private final QueryExecutor executor;
    private final PGConnection connection;
    private final Cancellation cancellation;
    private final BlockerWatch blockers;
    private final List<Notice> notices = new ArrayList<>();
    private PostgreSqlFlight flight;
    private @Nullable String commitBefore;
    private @Nullable InBackground<Optional<StatementFailure>> underway;

    PostgreSqlFlights(Connection connection, Cancellation cancellation, BlockerWatch blockers) throws SQLException {
        this.executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
        this.connection = connection.unwrap(PGConnection.class);
        this.cancellation = cancellation;
        this.blockers = blockers;
        this.flight = newFlight();
    }

    private PostgreSqlFlight newFlight() {
        return new PostgreSqlFlight(executor, this::hear);
    }

    /** Adds a statement of the script. */
    void add(SqlStatement statement) throws StatementFailure {
        requireCommitBefore();
        makeRoom(statement.text());
        flight.add(statement);
        sendWhenFull();
    }

    /** Adds a single statement of our own; the server can parse it. */
    void addOwn(String sql) throws StatementFailure {
        makeRoom(sql);
        flight.addOwn(sql);
        sendWhenFull();
    }

    /** Adds a statement that has to be a message of its own. */
    void addAlone(String sql) throws StatementFailure {
        makeRoom(sql);
        flight.addAlone(sql);
        sendWhenFull();
    }

    /**
     * Adds the commit of a transaction, behind which another one may follow in the same flight.
     *
     * @param recorded a query that finds a row only if the transaction is committed
     * @param committed is run as soon as it is, on another thread perhaps
     */
    void addCommit(String recorded, Runnable committed) throws StatementFailure {
        flight.addOwn("COMMIT");
        flight.whenAnswered(() -> {
            committed.run();
            cancelAgain();
        });
        commitBefore = recorded;
        sendWhenFull();
    }

    /**
     * Has the transaction fail if the commit before it, in the same flight, did. Not at its begin: a query fixes the
     * isolation level.
     */
    private void requireCommitBefore() throws StatementFailure {
        String recorded = commitBefore;
        commitBefore = null;
        if (recorded != null) {
            addOwn("SELECT 1 OPERATOR(pg_catalog./) pg_catalog.count(*) FROM (" + recorded + ") recorded");
        }
    }

    /** {@return whether so many bytes more can be sent without a wait} */
    boolean hasRoom(long bytes) {
        return flight.hasRoom(bytes);
    }

    /** A long statement goes alone: nothing unread may be on its way back while we still send. */
    private void makeRoom(String sql) throws StatementFailure {
        if (!flight.isEmpty() && !flight.hasRoom(sql.length())) {
            send();
        }
    }

    private void sendWhenFull() throws StatementFailure {
        if (!flight.hasRoom(0)) {
            send();
        }
    }

    /** Sends everything, and waits until all of it is executed. */
    void send() throws StatementFailure {
        await();
        if (!flight.isEmpty()) {
            send(takeFlight());
        }
    }

    /** Sends everything as soon as what is on its way is executed, and does not wait for it. */
    void sendAhead() throws StatementFailure {
        await();
        PostgreSqlFlight departing = takeFlight();
        underway = new InBackground<>("flight", () -> {
            try {
                send(departing);
                return Optional.empty();
            } catch (StatementFailure failure) {
                return Optional.of(failure);
            }
        });
    }

    private void send(PostgreSqlFlight departing) throws StatementFailure {
        try (Cancellation.Registration registration = cancellation.onCancel(this::cancel);
                BlockerWatch.Underway underway = blockers.underway()) {
            departing.send();
        }
    }

    private PostgreSqlFlight takeFlight() {
        PostgreSqlFlight departing = flight;
        flight = newFlight();
        commitBefore = null;
        return departing;
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
    void abandon() {
        try {
            await();
        } catch (StatementFailure | RuntimeException e) {
            // Whoever abandons them knows of a failure already, or it comes second.
        }
        takeFlight();
    }

    /** Stops what the server is executing; from any thread. */
    void cancel() {
        try {
            connection.cancelQuery();
        } catch (SQLException e) {
            // The statement ends by itself, or its connection is gone.
        }
    }

    /** The server forgets a wish to stop that reaches it during a commit, and would go on with what is behind it. */
    private void cancelAgain() {
        if (cancellation.requested()) {
            cancel();
        }
    }

    /** The server said something besides an answer. */
    void hear(SQLWarning warning) {
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

    /** {@return what the server said since the last call} */
    List<Notice> takeNotices() {
        List<Notice> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }
}
