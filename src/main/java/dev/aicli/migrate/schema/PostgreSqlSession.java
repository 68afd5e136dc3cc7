package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.history.AdvisoryLock;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Scripts on PostgreSQL.
 *
 * <p>Statements are sent in flights: many simple-protocol messages, then one wait for all answers. A small migration
 * with its begin, its record and its commit is one flight, one round trip. When a statement fails, the rest of its
 * flight fails too, inside the same transaction, and its commit becomes a rollback: a flight never holds more than one
 * transaction, and nothing that runs outside of one except what {@link #reset} sends before it.
 */
final class PostgreSqlSession implements SqlSession {
    /**
     * Less than any socket's buffers hold: the server may block on its answers while we still send, and we must be able
     * to finish sending.
     */
    private static final int FLIGHT_BYTES = 32 << 10;

    private static final int FLIGHT_STATEMENTS = 200;
    private static final int VALIDITY_TIMEOUT_SECONDS = 5;
    private static final int COPY_CHUNK = 64 << 10;
    private static final int MOST_NOTICES = 1_000;
    private static final Pattern BEGIN_WORDS =
            Pattern.compile("^(BEGIN(\\s+(WORK|TRANSACTION))?|START\\s+TRANSACTION)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern BATCH_ENTRY = Pattern.compile("[0-9]{1,9}");
    private static final Pattern COPY_LINE = Pattern.compile("COPY .*, line (\\d+)", Pattern.DOTALL);

    private final Database database;
    private final Connection connection;
    private final Cancellation cancellation;
    private final Statement statement;
    private final ConcurrentIndexes indexes;
    private final String atWork;
    private final List<@Nullable SqlStatement> flight = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private int flightBytes;
    private @Nullable BlockerWatch blockerWatch;

    PostgreSqlSession(Database database, Connection connection, Cancellation cancellation) throws SQLException {
        this.database = database;
        this.connection = connection;
        this.cancellation = cancellation;
        this.statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        this.indexes = new ConcurrentIndexes(database, connection);
        this.atWork = AdvisoryLock.atWork(connection.unwrap(PGConnection.class).getBackendPID());
    }

    @Override
    public void reset() throws StatementFailure {
        executeOwn("DISCARD ALL");
        executeOwn(atWork);
    }

    @Override
    public void resetInTransaction() throws StatementFailure {
        executeOwn("RESET SESSION AUTHORIZATION");
        executeOwn("RESET ROLE");
        executeOwn("RESET ALL");
    }

    @Override
    public void begin() throws StatementFailure {
        executeOwn(database.beginWrite());
    }

    @Override
    public void timeouts(Timeouts timeouts, boolean inTransaction) throws StatementFailure {
        if (!inTransaction && isPooled()) {
            // The session would go on to somebody else with our settings in it.
            return;
        }
        String set = inTransaction ? "SET LOCAL " : "SET ";
        executeOwn(set + "lock_timeout = " + timeouts.lock().toMillis());
        Duration forStatement = timeouts.statement();
        if (forStatement != null) {
            executeOwn(set + "statement_timeout = " + forStatement.toMillis());
        }
    }

    @Override
    public void beginOptions(SqlStatement begin) throws StatementFailure {
        String options = BEGIN_WORDS.matcher(begin.text()).replaceFirst("").strip();
        if (!options.isEmpty()) {
            executeOwn("SET TRANSACTION " + options);
        }
    }

    @Override
    public void checkDeferred() throws StatementFailure {
        executeOwn("SET CONSTRAINTS ALL IMMEDIATE");
        flush();
    }

    @Override
    public boolean isPooled() throws StatementFailure {
        flush();
        try {
            return database.behindPooler(connection);
        } catch (SQLException e) {
            throw StatementFailure.during("looking for a pooler", e);
        }
    }

    @Override
    public void execute(SqlStatement next) throws StatementFailure {
        add(next.text(), next);
    }

    @Override
    public void executeOwn(String sql) throws StatementFailure {
        add(sql, null);
    }

    private void add(String sql, @Nullable SqlStatement origin) throws StatementFailure {
        if (!flight.isEmpty() && flightBytes + sql.length() > FLIGHT_BYTES) {
            // A long statement goes alone: nothing unread may be on its way back while we still send.
            flush();
        }
        try {
            statement.addBatch(sql);
        } catch (SQLException e) {
            throw failure(origin, e);
        }
        flight.add(origin);
        flightBytes += sql.length();
        if (flightBytes >= FLIGHT_BYTES || flight.size() >= FLIGHT_STATEMENTS) {
            flush();
        }
    }

    @Override
    public void flush() throws StatementFailure {
        if (flight.isEmpty()) {
            return;
        }
        try (Cancellation.Registration registration = cancellation.onCancel(this::cancel)) {
            statement.executeBatch();
        } catch (BatchUpdateException e) {
            SQLException reason = e.getNextException() == null ? e : e.getNextException();
            throw failure(firstFailed(e), reason);
        } catch (SQLException e) {
            throw failure(flight.get(0), e);
        } finally {
            forgetFlight();
            collectNotices();
        }
    }

    /**
     * The driver names the first statement that failed in its message only: its update counts are those of a
     * transaction that failed as a whole.
     */
    private @Nullable SqlStatement firstFailed(BatchUpdateException e) {
        Matcher entry = BATCH_ENTRY.matcher(String.valueOf(e.getMessage()));
        int index = entry.find() ? Integer.parseInt(entry.group()) : flight.size() - 1;
        return flight.get(Math.min(index, flight.size() - 1));
    }

    private static StatementFailure failure(@Nullable SqlStatement origin, SQLException reason) {
        return origin == null
                ? StatementFailure.during("recording and committing it", reason)
                : StatementFailure.of(origin, reason);
    }

    private void forgetFlight() {
        flight.clear();
        flightBytes = 0;
        try {
            statement.clearBatch();
        } catch (SQLException e) {
            // A closed statement holds no batch.
        }
    }

    private void cancel() {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The statement ends by itself, or its connection is gone.
        }
    }

    @Override
    public long executeAlone(SqlStatement next) throws StatementFailure {
        flush();
        try (Cancellation.Registration registration = cancellation.onCancel(this::cancel)) {
            return statement.execute(next.text()) ? -1 : statement.getLargeUpdateCount();
        } catch (SQLException e) {
            throw StatementFailure.of(next, e);
        } finally {
            collectNotices();
        }
    }

    @Override
    public void copy(SqlStatement copy, InputStream data, long firstDataLine) throws StatementFailure {
        flush();
        try {
            CopyIn sink = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy.text());
            byte[] chunk = new byte[COPY_CHUNK];
            try (Cancellation.Registration registration = cancellation.onCancel(this::cancel)) {
                for (int read = data.read(chunk); read >= 0; read = data.read(chunk)) {
                    sink.writeToCopy(chunk, 0, read);
                }
                sink.endCopy();
            } finally {
                if (sink.isActive()) {
                    sink.cancelCopy();
                }
            }
        } catch (IOException e) {
            throw StatementFailure.of(copy, new SQLException("the data cannot be read: " + e.getMessage(), e));
        } catch (SQLException e) {
            throw StatementFailure.inData(copy, dataLine(e, firstDataLine), e);
        }
    }

    /** The server counts the lines of the data from 1, and names the line in the error's context. */
    private static long dataLine(SQLException e, long firstDataLine) {
        if (e instanceof PSQLException failure && failure.getServerErrorMessage() != null) {
            String where = failure.getServerErrorMessage().getWhere();
            Matcher matcher = COPY_LINE.matcher(where == null ? "" : where);
            if (matcher.lookingAt()) {
                return firstDataLine + Long.parseLong(matcher.group(1)) - 1;
            }
        }
        return 0;
    }

    @Override
    public void commit() throws StatementFailure {
        executeOwn("COMMIT");
        flush();
    }

    @Override
    public void rollback() {
        forgetFlight();
        try {
            statement.execute("ROLLBACK");
            statement.execute("DISCARD ALL");
        } catch (SQLException e) {
            // Without a connection there is no transaction either.
        }
    }

    @Override
    public boolean settle(SqlStatement unsettled) throws StatementFailure {
        try {
            return indexes.settle(unsettled.kind());
        } catch (SQLException e) {
            throw StatementFailure.of(unsettled, e);
        }
    }

    @Override
    public void requireSound(SqlStatement executed) throws StatementFailure {
        try {
            indexes.requireValid(executed.kind());
        } catch (SQLException e) {
            throw StatementFailure.of(executed, e);
        }
    }

    @Override
    public Set<RehearsedStatement.TableLock> locks() throws StatementFailure {
        flush();
        String query = "SELECT l.mode, l.relation::pg_catalog.regclass::text,"
                + " coalesce(pg_catalog.pg_total_relation_size(l.relation), 0)"
                + " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_class c ON c.oid = l.relation"
                + " WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.granted"
                + " AND c.relkind IN ('r', 'p', 'm', 'v', 'S', 'f')"
                + " AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace)"
                + " ORDER BY 2, 1";
        Set<RehearsedStatement.TableLock> locks = new LinkedHashSet<>();
        try (Statement look = connection.createStatement();
                ResultSet row = look.executeQuery(query)) {
            while (row.next()) {
                locks.add(new RehearsedStatement.TableLock(row.getString(1), row.getString(2), row.getLong(3)));
            }
        } catch (SQLException e) {
            throw StatementFailure.during("looking at the locks", e);
        }
        return locks;
    }

    @Override
    public boolean measuresDuration() {
        return true;
    }

    @Override
    public boolean isLockFailure(SQLException failure) {
        return database.isLockFailure(failure);
    }

    @Override
    public boolean isConnectionLoss(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (!PSQLState.isConnectionError(state) && !state.startsWith("57P0") && !state.startsWith("08")) {
            return false;
        }
        try {
            // A script may raise such a state itself.
            return !connection.isValid(VALIDITY_TIMEOUT_SECONDS);
        } catch (SQLException e) {
            return true;
        }
    }

    @Override
    public void watchBlockers() {
        if (blockerWatch == null) {
            blockerWatch = BlockerWatch.start(database, connection);
        }
    }

    @Override
    public List<String> blockers() {
        return blockerWatch == null ? List.of() : blockerWatch.seen();
    }

    private void collectNotices() {
        try {
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                if (notices.size() < MOST_NOTICES) {
                    notices.add(String.valueOf(warning.getMessage()));
                }
            }
            statement.clearWarnings();
        } catch (SQLException e) {
            // There is nothing more to hear from a closed statement.
        }
    }

    @Override
    public List<String> takeNotices() {
        List<String> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }

    /** The connection is the ledger's; it stays open, with nothing of the scripts left in it. */
    @Override
    public void close() {
        if (blockerWatch != null) {
            blockerWatch.close();
        }
        rollback();
        try {
            statement.close();
        } catch (SQLException e) {
            // A session that is gone needs no cleaning.
        }
    }
}
