package dev.aicli.migrate.release.compatibility;

import java.time.Duration;

/**
 * What is too much.
 *
 * @param transaction the age from which on an open transaction stands in the way; a tenth of it is worth a warning
 * @param replicationLag the lag of a standby that is worth a warning
 */
public record Limits(Duration transaction, Duration replicationLag) {
    /** An hour, and a minute. */
    public static final Limits DEFAULT = new Limits(Duration.ofHours(1), Duration.ofMinutes(1));
}
