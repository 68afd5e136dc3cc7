package dev.aicli.migrate.engine;

import java.time.Duration;

/**
 * How a run is to behave.
 *
 * @param allowOutOfOrder apply pending migrations below the current version too
 * @param lockWait how long to wait for another run to end
 */
public record RunOptions(boolean allowOutOfOrder, Duration lockWait) {
    /** Strict order; a minute for another run to end. */
    public static final RunOptions DEFAULT = new RunOptions(false, Duration.ofSeconds(60));
}
