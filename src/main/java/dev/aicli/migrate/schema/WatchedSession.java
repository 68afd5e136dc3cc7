package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.StepResult.Notice;
import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementKind;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Another session, of which each statement of a script is timed, and the last failure kept. */
final class WatchedSession implements SqlSession {
    private final SqlSession session;
    private @Nullable TriedStatements tried;
    private @Nullable StatementFailure lastFailure;

    WatchedSession(SqlSession session) {
        this.session = session;
    }

    /** What is executed from now on belongs to this script. */
    void watch(TriedStatements statements) {
        tried = statements;
        lastFailure = null;
    }

    /** {@return what the script failed for} */
    Optional<StatementFailure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    private interface Work<T> {
        T get() throws StatementFailure;
    }

    private <T> T failing(Work<T> work) throws StatementFailure {
        try {
            return work.get();
        } catch (StatementFailure failure) {
            lastFailure = failure;
            throw failure;
        }
    }

    private void heard(SqlStatement statement, long start, long rows) {
        if (tried != null && !(statement.kind() instanceof StatementKind.TransactionControl)) {
            tried.add(statement, System.nanoTime() - start, rows, List.of());
        }
    }

    @Override
    public void reset() throws StatementFailure {
        failing(() -> {
            session.reset();
            return 0L;
        });
    }

    @Override
    public void resetInTransaction() throws StatementFailure {
        failing(() -> {
            session.resetInTransaction();
            return 0L;
        });
    }

    @Override
    public void renewInTransaction() throws StatementFailure {
        failing(() -> {
            session.renewInTransaction();
            return 0L;
        });
    }

    @Override
    public void begin() throws StatementFailure {
        failing(() -> {
            session.begin();
            return 0L;
        });
    }

    @Override
    public void timeouts(Timeouts timeouts, boolean inTransaction) throws StatementFailure {
        failing(() -> {
            session.timeouts(timeouts, inTransaction);
            return 0L;
        });
    }

    @Override
    public void execute(SqlStatement statement) throws StatementFailure {
        session.flush();
        executeAlone(statement);
    }

    @Override
    public long executeAlone(SqlStatement statement) throws StatementFailure {
        long start = System.nanoTime();
        long rows = failing(() -> session.executeAlone(statement));
        heard(statement, start, rows);
        return rows;
    }

    @Override
    public void executeOwn(String sql) throws StatementFailure {
        failing(() -> {
            session.executeOwn(sql);
            return 0L;
        });
    }

    @Override
    public void copy(SqlStatement statement, InputStream data, long firstDataLine) throws StatementFailure {
        long start = System.nanoTime();
        failing(() -> {
            session.copy(statement, data, firstDataLine);
            return 0L;
        });
        heard(statement, start, -1);
    }

    @Override
    public void flush() throws StatementFailure {
        failing(() -> {
            session.flush();
            return 0L;
        });
    }

    @Override
    public void commit() throws StatementFailure {
        failing(() -> {
            session.commit();
            return 0L;
        });
    }

    @Override
    public boolean hasRoom(long bytes, long statements) {
        // Each script is sent by itself, so that the time is its own.
        return false;
    }

    @Override
    public void commitAhead(String record, String recorded, LongConsumer committed) throws StatementFailure {
        failing(() -> {
            session.commitAhead(record, recorded, committed);
            return 0L;
        });
    }

    @Override
    public void sendAhead() throws StatementFailure {
        failing(() -> {
            session.sendAhead();
            return 0L;
        });
    }

    @Override
    public void rollback() {
        session.rollback();
    }

    @Override
    public void savepoint(String name) throws StatementFailure {
        failing(() -> {
            session.savepoint(name);
            return 0L;
        });
    }

    @Override
    public void release(String name) throws StatementFailure {
        failing(() -> {
            session.release(name);
            return 0L;
        });
    }

    @Override
    public void rollbackTo(String name) throws StatementFailure {
        failing(() -> {
            session.rollbackTo(name);
            return 0L;
        });
    }

    @Override
    public void beforeScript(boolean foreignKeysOff) throws StatementFailure {
        failing(() -> {
            session.beforeScript(foreignKeysOff);
            return 0L;
        });
    }

    @Override
    public void beforeTrial() throws StatementFailure {
        failing(() -> {
            session.beforeTrial();
            return 0L;
        });
    }

    @Override
    public void beginOptions(SqlStatement begin) throws StatementFailure {
        failing(() -> {
            session.beginOptions(begin);
            return 0L;
        });
    }

    @Override
    public void checkDeferred() throws StatementFailure {
        failing(() -> {
            session.checkDeferred();
            return 0L;
        });
    }

    @Override
    public boolean isPooled() throws StatementFailure {
        return failing(() -> session.isPooled());
    }

    @Override
    public void beforeCommit(boolean foreignKeysOff) throws StatementFailure {
        failing(() -> {
            session.beforeCommit(foreignKeysOff);
            return 0L;
        });
    }

    @Override
    public boolean isHandledOutside(SqlStatement statement) {
        return session.isHandledOutside(statement);
    }

    @Override
    public boolean settle(SqlStatement statement) throws StatementFailure {
        return failing(() -> session.settle(statement));
    }

    @Override
    public void requireSound(SqlStatement statement) throws StatementFailure {
        failing(() -> {
            session.requireSound(statement);
            return 0L;
        });
    }

    @Override
    public boolean mayComeFromSharing(SQLException failure) throws StatementFailure {
        return failing(() -> session.mayComeFromSharing(failure));
    }

    @Override
    public Set<DryRunStatement.TableLock> locks() throws StatementFailure {
        return failing(() -> session.locks());
    }

    @Override
    public boolean measuresDuration() {
        return session.measuresDuration();
    }

    @Override
    public boolean isLockFailure(SQLException failure) {
        return session.isLockFailure(failure);
    }

    @Override
    public boolean isConnectionLoss(SQLException failure) {
        return session.isConnectionLoss(failure);
    }

    @Override
    public List<String> blockers(StatementFailure failure) {
        return session.blockers(failure);
    }

    @Override
    public Optional<String> advice(SQLException failure) {
        return session.advice(failure);
    }

    @Override
    public void fence(Fence fence) throws StatementFailure {
        failing(() -> {
            session.fence(fence);
            return 0L;
        });
    }

    @Override
    public boolean fencesLate() {
        return session.fencesLate();
    }

    @Override
    public void rollbackTransaction() {
        session.rollbackTransaction();
    }

    @Override
    public void afterScript() throws StatementFailure {
        failing(() -> {
            session.afterScript();
            return 0L;
        });
    }

    @Override
    public List<Notice> takeNotices() {
        return session.takeNotices();
    }

    @Override
    public void close() {
        session.close();
    }
}
