package dev.aicli.migrate.platform.postgresql.session;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.StepResult.Notice;
import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.platform.postgresql.connection.AdvisoryLock;
import dev.aicli.migrate.platform.postgresql.connection.SqlStateAdvice;
import dev.aicli.migrate.platform.postgresql.locks.BlockerWatch;
import dev.aicli.migrate.platform.postgresql.locks.TableLocks;
import dev.aicli.migrate.platform.postgresql.pipeline.StatementBatch;
import dev.aicli.migrate.platform.postgresql.pipeline.StatementPipeline;
import dev.aicli.migrate.schema.DryRunStatement;
import dev.aicli.migrate.schema.SqlSession;
import dev.aicli.migrate.schema.StatementFailure;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Scripts on PostgreSQL.
 *
 * <p>Statements are sent in {@linkplain StatementBatch pipeline}: a small migration with its begin, its record and its
 * commit is one batch, one round trip, and so are several that follow each other.
 */
public final class PostgreSqlSession implements SqlSession {
    private static final int VALIDITY_TIMEOUT_SECONDS = 5;
    /** What {@code DISCARD ALL} does besides, advisory locks left out. */
    private static final List<String> CLEANING =
            List.of("CLOSE ALL", "DEALLOCATE ALL", "UNLISTEN *", "DISCARD PLANS", "DISCARD SEQUENCES", "DISCARD TEMP");

    /**
     * What {@link #begin}, {@link #timeouts}, {@link #fence} and {@link #commitAhead} add to a script's own statements.
     */
    private static final int STATEMENTS_AROUND = 10 + CLEANING.size();

    private static final int ROLLBACK_ATTEMPTS = 10;
    private static final int COPY_CHUNK = 64 << 10;
    private static final Pattern BEGIN_WORDS =
            Pattern.compile("^(BEGIN(\\s+(WORK|TRANSACTION))?|START\\s+TRANSACTION)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern COPY_LINE = Pattern.compile("COPY .*, line (\\d+)", Pattern.DOTALL);

    /** One that cannot be deferred may have the name of one that can. */
    private static final String DEFERRABLE = "SELECT pg_catalog.string_agg(DISTINCT"
            + " pg_catalog.format('%I.%I', n.nspname, c.conname), ', '), pg_catalog.string_agg(DISTINCT"
            + " pg_catalog.format('%I.%I', n.nspname, c.conname), ', ') FILTER (WHERE c.condeferred AND NOT EXISTS ("
            + "SELECT FROM pg_catalog.pg_constraint o WHERE o.connamespace OPERATOR(pg_catalog.=) c.connamespace"
            + " AND o.conname OPERATOR(pg_catalog.=) c.conname AND NOT o.condeferrable))"
            + " FROM pg_catalog.pg_constraint c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.connamespace WHERE c.condeferrable";

    private final Database database;
    private final Connection connection;
    private final Cancellation cancellation;
    private final Statement statement;
    private final ConcurrentIndexes indexes;
    private final String atWork;
    private final StatementPipeline pipeline;
    private final BlockerWatch blockers;
    private final TableLocks locks;
    private final QueryExecutor executor;

    public PostgreSqlSession(Database database, Connection connection, Cancellation cancellation) throws SQLException {
        this.database = database;
        this.connection = connection;
        this.cancellation = cancellation;
        this.statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        this.blockers = new BlockerWatch(database, connection);
        this.pipeline = new StatementPipeline(database, connection, cancellation, blockers);
        this.executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
        this.indexes = new ConcurrentIndexes(database, connection);
        this.locks = new TableLocks(connection);
        this.atWork = AdvisoryLock.atWork(connection.unwrap(PGConnection.class).getBackendPID());
    }

    @Override
    public void reset() throws StatementFailure {
        flush();
        executeOwn("DISCARD ALL");
        byItself(atWork);
    }

    /**
     * In a transaction of its own: what is sent together is otherwise one, until the first {@code BEGIN}, which would
     * find that its time has come already and that its isolation is fixed.
     */
    private void byItself(String... statements) throws StatementFailure {
        executeOwn("BEGIN");
        for (String sql : statements) {
            executeOwn(sql);
        }
        executeOwn("COMMIT");
    }

    @Override
    public void resetInTransaction() throws StatementFailure {
        executeOwn("RESET SESSION AUTHORIZATION");
        executeOwn("RESET ROLE");
        executeOwn("RESET ALL");
    }

    @Override
    public void renewInTransaction() throws StatementFailure {
        resetInTransaction();
        for (String cleaning : CLEANING) {
            executeOwn(cleaning);
        }
    }

    @Override
    public void begin() throws StatementFailure {
        executeOwn(database.beginWrite());
    }

    @Override
    public void fence(Fence fence) throws StatementFailure {
        pipeline.addFence(fence.demand());
    }

    @Override
    public void timeouts(Timeouts timeouts, boolean inTransaction) throws StatementFailure {
        blockers.expect(timeouts);
        if (!inTransaction && isPooled()) {
            // The session would go on to somebody else with our settings in it.
            return;
        }
        String set = inTransaction ? "SET LOCAL " : "SET ";
        List<String> settings = new ArrayList<>();
        settings.add(set + "lock_timeout = " + timeouts.lock().toMillis());
        Duration forStatement = timeouts.statement();
        if (forStatement != null) {
            settings.add(set + "statement_timeout = " + forStatement.toMillis());
        }
        if (inTransaction) {
            for (String setting : settings) {
                executeOwn(setting);
            }
        } else {
            byItself(settings.toArray(String[]::new));
        }
    }

    @Override
    public void beginOptions(SqlStatement begin) throws StatementFailure {
        String options = transactionOptions(begin);
        if (!options.isEmpty()) {
            executeOwn("SET TRANSACTION " + options);
        }
    }

    /** {@return what a BEGIN asks for besides a transaction; empty when nothing} */
    static String transactionOptions(SqlStatement begin) {
        return BEGIN_WORDS.matcher(begin.text()).replaceFirst("").strip();
    }

    /** By name: {@code ALL} would hold for constraints too that the transaction makes later. */
    @Override
    public void checkDeferred() throws StatementFailure {
        flush();
        String deferrable;
        String deferred;
        try (ResultSet row = statement.executeQuery(DEFERRABLE)) {
            row.next();
            deferrable = row.getString(1);
            deferred = row.getString(2);
        } catch (SQLException e) {
            throw StatementFailure.during("looking for deferred constraints", e);
        }
        if (deferrable != null) {
            executeOwn("SET CONSTRAINTS " + deferrable + " IMMEDIATE");
            flush();
        }
        if (deferred != null) {
            executeOwn("SET CONSTRAINTS " + deferred + " DEFERRED");
        }
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

    /**
     * A function may have changed, unseen, how plain strings are read. Then it is not certain any more where the
     * statement ends.
     */
    private void requireReadAsHere(SqlStatement next) throws StatementFailure {
        if (next.text().indexOf('\\') >= 0 && next.backslashEscapes() == standardStrings()) {
            throw StatementFailure.of(
                    next,
                    new SQLException("standard_conforming_strings was changed in a way that cannot be seen in the"
                            + " script, and this statement holds a backslash: change it with SET, or write E''"));
        }
    }

    private boolean standardStrings() {
        return executor.getStandardConformingStrings();
    }

    @Override
    public void execute(SqlStatement next) throws StatementFailure {
        requireReadAsHere(next);
        pipeline.add(next);
    }

    @Override
    public void executeOwn(String sql) throws StatementFailure {
        pipeline.addOwn(sql);
    }

    @Override
    public void flush() throws StatementFailure {
        pipeline.send();
    }

    @Override
    public void sendAhead() throws StatementFailure {
        pipeline.sendAhead();
    }

    @Override
    public long executeAlone(SqlStatement next) throws StatementFailure {
        flush();
        requireReadAsHere(next);
        try (Cancellation.Registration registration = cancellation.onCancel(pipeline::cancel);
                BlockerWatch.Underway underway = blockers.underway()) {
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
        try (Cancellation.Registration registration = cancellation.onCancel(pipeline::cancel);
                BlockerWatch.Underway underway = blockers.underway()) {
            CopyIn sink = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy.text());
            byte[] chunk = new byte[COPY_CHUNK];
            try {
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
    public boolean hasRoom(long bytes, long statements) {
        return pipeline.hasRoom(bytes, statements + STATEMENTS_AROUND);
    }

    /**
     * Ends with a session as good as new, like {@link #reset}, but without a moment in which the session does not look
     * at work. What the script leaves to its commit to check is checked before: the failure is the script's then.
     */
    @Override
    public void commitAhead(String record, String recorded, LongConsumer committed) throws StatementFailure {
        executeOwn("SET CONSTRAINTS ALL IMMEDIATE");
        renewInTransaction();
        pipeline.addCommit(record, recorded, committed);
    }

    @Override
    public void rollback() {
        rollBack("ROLLBACK", "DISCARD ALL");
    }

    @Override
    public void rollbackTo(String name) throws StatementFailure {
        pipeline.abandon();
        try {
            statement.execute("ROLLBACK TO SAVEPOINT " + name);
        } catch (SQLException e) {
            throw StatementFailure.during("going back", e);
        }
    }

    @Override
    public void rollbackTransaction() {
        rollBack("ROLLBACK");
    }

    private void rollBack(String... statements) {
        pipeline.abandon();
        for (int attempt = 1; attempt <= ROLLBACK_ATTEMPTS; attempt++) {
            try {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                return;
            } catch (SQLException e) {
                if (!PSQLState.QUERY_CANCELED.getState().equals(e.getSQLState())) {
                    // Without a connection there is no transaction either; what comes next finds that out.
                    return;
                }
                // The wish to stop was meant for what is being taken back, and came late.
            }
        }
    }

    @Override
    public boolean settle(SqlStatement unsettled) throws StatementFailure {
        try (BlockerWatch.Underway underway = blockers.underway()) {
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
    public Set<DryRunStatement.TableLock> locks() throws StatementFailure {
        flush();
        return locks.held();
    }

    @Override
    public boolean mayComeFromSharing(SQLException failure) throws StatementFailure {
        return SharedTransaction.mayCause(failure, connection);
    }

    @Override
    public boolean measuresDuration() {
        return true;
    }

    @Override
    public boolean isLockFailure(SQLException failure) {
        return database.isLockFailure(failure);
    }

    /** What the driver refuses by itself has no state, or one of its own. */
    @Override
    public Optional<String> advice(SQLException failure) {
        return SqlStateAdvice.running(String.valueOf(failure.getSQLState()))
                .or(() -> failure.getSQLState() == null
                        ? Optional.of("correct the file and run again")
                        : Optional.empty());
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
    public List<String> blockers(StatementFailure failure) {
        return blockers.blockers(failure);
    }

    private void collectNotices() {
        try {
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                pipeline.hear(warning);
            }
            statement.clearWarnings();
        } catch (SQLException e) {
            // There is nothing more to hear from a closed statement.
        }
    }

    @Override
    public List<Notice> takeNotices() {
        return pipeline.takeNotices();
    }

    /** The connection is the ledger's; it stays open, with nothing of the scripts left in it. */
    @Override
    public void close() {
        blockers.close();
        rollback();
        pipeline.close();
        try {
            statement.close();
        } catch (SQLException e) {
            // A session that is gone needs no cleaning.
        }
    }
}
