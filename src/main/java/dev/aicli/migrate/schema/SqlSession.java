package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.StepResult.Notice;
import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The connection that scripts run on. One class for each kind of database.
 *
 * <p>Statements may be sent later than they are handed over, to save round trips; {@link #flush} and {@link #commit}
 * wait for all of them. Every method may therefore fail with what an earlier statement did.
 */
public interface SqlSession extends AutoCloseable {
    /** Timeouts for the statements of a script; zero means none. */
    record Timeouts(Duration lock, @Nullable Duration statement) {}

    /** Makes the session as good as new: what an earlier script has set in it is gone. Outside of a transaction. */
    void reset() throws StatementFailure;

    /** The same as far as it can be done inside a transaction; our own tables can be written to afterwards. */
    void resetInTransaction() throws StatementFailure;

    /**
     * The same, and what the session has of its own besides is gone as well: temporary tables, prepared statements,
     * cursors. Inside a transaction that goes on with another script, which is to find what it would find in a new one.
     */
    void renewInTransaction() throws StatementFailure;

    /** Begins a transaction that will write. */
    void begin() throws StatementFailure;

    /** Sets the time-outs: for the transaction when inside one, else for the session until it is reset. */
    void timeouts(Timeouts timeouts, boolean inTransaction) throws StatementFailure;

    /** Hands over a statement of the script. */
    void execute(SqlStatement statement) throws StatementFailure;

    /**
     * Runs a statement of the script by itself, in no transaction unless one is open, and waits for it.
     *
     * @return how many rows it changed; negative when that means nothing for this statement
     */
    long executeAlone(SqlStatement statement) throws StatementFailure;

    /** Hands over a statement of our own. */
    void executeOwn(String sql) throws StatementFailure;

    /** Streams the data that follow a {@code COPY … FROM stdin}. */
    void copy(SqlStatement statement, InputStream data, long firstDataLine) throws StatementFailure;

    /** Waits until everything handed over has been executed. */
    void flush() throws StatementFailure;

    /** Commits; returns when it is certain. */
    void commit() throws StatementFailure;

    /**
     * {@return whether a script may be handed over, with its record, before the former one's commit is answered}
     *
     * @param bytes of the script and its record
     * @param statements of the script
     */
    default boolean hasRoom(long bytes, long statements) {
        return false;
    }

    /**
     * Hands over a record and the commit, so that another script may be handed over at once: it is not executed unless
     * this one is committed, and finds a session as good as new.
     *
     * @param recorded a query for the record's duration in milliseconds, which finds it only if it is committed
     * @param committed is told the duration as soon as the commit is certain, on another thread perhaps
     */
    default void commitAhead(String record, String recorded, LongConsumer committed) throws StatementFailure {
        throw new IllegalStateException("nothing is handed over ahead of an answer here");
    }

    /**
     * Sends what was handed over, as soon as what was sent before is executed, and does not wait for it: more can be
     * handed over meanwhile. A failure is thrown by the next call that sends or waits.
     */
    default void sendAhead() throws StatementFailure {}

    /**
     * Rolls back whatever is open, forgets what was not sent, and makes the session as good as new. Never throws: a
     * lost connection has rolled back.
     */
    void rollback();

    /** Rolls back what is open, forgets what was not sent, and keeps what the script has set in the session. */
    void rollbackTransaction();
    /** Has the transaction that has begun fail unless the run's lock is still its own. */
    void fence(Fence fence) throws StatementFailure;

    /**
     * {@return whether to ask that at the end of a transaction that the script began itself: where a first look would
     * stand in the way of a later write}
     */
    default boolean fencesLate() {
        return false;
    }

    /**
     * Marks a place in the open transaction to go back to. It takes effect with what is handed over next.
     *
     * @param name of letters
     */
    default void savepoint(String name) throws StatementFailure {
        executeOwn("SAVEPOINT " + name);
    }

    /** Forgets a mark, and keeps what was done since. */
    default void release(String name) throws StatementFailure {
        executeOwn("RELEASE SAVEPOINT " + name);
    }

    /** Takes back what was done since the mark, which stays, and forgets what was not sent. */
    void rollbackTo(String name) throws StatementFailure;

    /** Prepares what a script asks for before its transaction begins, such as foreign keys being off. */
    default void beforeScript(boolean foreignKeysOff) throws StatementFailure {}

    /** Sees to it that a transaction that will be rolled back leaves no trace, even when we are killed in it. */
    default void beforeTrial() throws StatementFailure {}

    /** Takes over what the script's own BEGIN asks for, such as an isolation level. Directly after {@link #begin}. */
    default void beginOptions(SqlStatement begin) throws StatementFailure {}

    /** Checks now what would be checked at the commit; afterwards it is put off again as before. */
    default void checkDeferred() throws StatementFailure {}

    /** {@return whether the sessions of two transactions may differ, so that nothing set in one can be relied on} */
    default boolean isPooled() throws StatementFailure {
        return false;
    }

    /** Checks before the commit what the script asked not to be checked while it ran. */
    default void beforeCommit(boolean foreignKeysOff) throws StatementFailure {}

    /** Checks, where a script ran outside of a transaction, what it asked not to be checked while it ran. */
    default void afterScript() throws StatementFailure {}

    /**
     * {@return whether this session's kind of database takes that statement only outside a transaction and ignores it
     * within}
     */
    default boolean isHandledOutside(SqlStatement statement) {
        return false;
    }

    /**
     * Looks at what a statement that runs outside of a transaction has left behind, when it is not known whether it
     * took effect. What a failure of it left is removed.
     *
     * @return whether it has taken effect, so that it need not run again
     */
    default boolean settle(SqlStatement statement) throws StatementFailure {
        return false;
    }

    /** Fails when the statement was accepted and its result is nevertheless unusable, such as an invalid index. */
    default void requireSound(SqlStatement statement) throws StatementFailure {}

    /**
     * {@return what a transaction that runs several scripts must not be blamed for: whether the failure may come from
     * what the scripts before it did in the same transaction, and would not occur in a transaction of its own}
     *
     * @param failure of a script, its effects rolled back
     */
    default boolean mayComeFromSharing(SQLException failure) throws StatementFailure {
        return false;
    }

    /** {@return the locks that the open transaction holds on tables, views and sequences} */
    default Set<DryRunStatement.TableLock> locks() throws StatementFailure {
        return Set.of();
    }

    /** {@return whether the server measures how long the transaction took} Else the client has to wait and measure. */
    boolean measuresDuration();

    /** {@return whether the failure may not occur again once somebody else lets go of a lock} */
    boolean isLockFailure(SQLException failure);

    /** {@return what to do about what the database refused, as far as that is known} */
    Optional<String> advice(SQLException failure);

    /** {@return whether the connection is gone} */
    boolean isConnectionLoss(SQLException failure);

    /** {@return who stood in the way of what failed for a lock, for a person; empty when nobody was seen} */
    default List<String> blockers(StatementFailure failure) {
        return List.of();
    }

    /** {@return what the server said besides results since the last call, such as {@code RAISE NOTICE}} */
    List<Notice> takeNotices();

    @Override
    void close();
}
