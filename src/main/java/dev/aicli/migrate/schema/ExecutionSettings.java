package dev.aicli.migrate.schema;

import java.time.Duration;
import java.util.Optional;

/**
 * How scripts are executed, where they do not say otherwise themselves.
 *
 * @param lockTimeout how long a statement waits for a lock before it fails and the migration is tried again; zero for
 *     ever
 * @param statementTimeout how long a statement may run; absent for as long as the server allows
 * @param lockRetries how many times a migration that failed for a lock is tried again
 * @param transaction what is one transaction
 * @param interrupted what to do with a statement that an earlier run had sent and got no answer to
 */
public record ExecutionSettings(
        Duration lockTimeout,
        Optional<Duration> statementTimeout,
        int lockRetries,
        TransactionScope transaction,
        InterruptedStatement interrupted) {
    /** Five seconds for a lock, three more tries, a transaction each migration. */
    public static final ExecutionSettings DEFAULT =
            new ExecutionSettings(Duration.ofSeconds(5), Optional.empty(), 3, TransactionScope.MIGRATION);

    /** The settings of a run that does not go on with an earlier one. */
    public ExecutionSettings(
            Duration lockTimeout, Optional<Duration> statementTimeout, int lockRetries, TransactionScope transaction) {
        this(lockTimeout, statementTimeout, lockRetries, transaction, InterruptedStatement.ASK);
    }

    /** {@return the same, with another answer to what was interrupted} */
    public ExecutionSettings withInterrupted(InterruptedStatement answer) {
        return new ExecutionSettings(lockTimeout, statementTimeout, lockRetries, transaction, answer);
    }

    /** What becomes of a statement that may or may not have taken effect, when the catalogue cannot tell. */
    public enum InterruptedStatement {
        /** A person must decide. */
        ASK,
        /** It is executed again. */
        AGAIN,
        /** It counts as done. */
        DONE
    }

    /** What succeeds or fails as one. */
    public enum TransactionScope {
        /** Each migration with its record. */
        MIGRATION,
        /** All migrations of the run: all or nothing. */
        RUN
    }
}
