package dev.aicli.migrate.project;

import java.time.Duration;
import java.util.Optional;

/**
 * How runs behave, where a migration does not say otherwise.
 *
 * @param lockTimeout how long a statement waits for a lock in the database; zero for ever
 * @param lockRetries how often a migration that met a lock is tried again
 * @param statementTimeout how long a statement may take
 * @param lockWait how long to wait for another run to end
 * @param lockLease how long a lock that is a row in a table lasts without a sign of life of its holder
 * @param transaction what one transaction holds
 */
public record RunSettings(
        Duration lockTimeout,
        int lockRetries,
        Optional<Duration> statementTimeout,
        Duration lockWait,
        Duration lockLease,
        Transaction transaction) {
    /** What succeeds or fails as one. */
    public enum Transaction {
        /** Each migration by itself. */
        MIGRATION,
        /** All migrations of a run. */
        RUN
    }
}
