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
 */
public record ExecutionSettings(
        Duration lockTimeout, Optional<Duration> statementTimeout, int lockRetries, TransactionScope transaction) {
    /** Five seconds for a lock, three more tries, a transaction each migration. */
    public static final ExecutionSettings DEFAULT =
            new ExecutionSettings(Duration.ofSeconds(5), Optional.empty(), 3, TransactionScope.MIGRATION);

    /** What succeeds or fails as one. */
    public enum TransactionScope {
        /** Each migration with its record. */
        MIGRATION,
        /** All migrations of the run: all or nothing. */
        RUN
    }
}
