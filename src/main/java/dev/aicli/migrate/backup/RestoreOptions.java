package dev.aicli.migrate.backup;

import java.time.Duration;

/**
 * How to bring a backup back.
 *
 * @param terminateSessions end other sessions instead of stopping because of them
 * @param inPlace do not try to swap databases
 * @param forceTarget also where the backup belongs to another project or database
 * @param lockWait how long to wait for a run to end
 */
public record RestoreOptions(boolean terminateSessions, boolean inPlace, boolean forceTarget, Duration lockWait) {
    /** Stops when others are connected, swaps where it may, waits a minute. */
    public static final RestoreOptions DEFAULT = new RestoreOptions(false, false, false, Duration.ofSeconds(60));
}
