package dev.aicli.migrate.project;

import dev.aicli.migrate.backup.OwnCommands;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How backups are made.
 *
 * @param directory where they are kept
 * @param keep how many of them; absent for all
 * @param keepDays for how long; absent for ever
 * @param mode what they hold
 * @param when before which runs one is made
 * @param maxSize the size of a database, in bytes, from which on a run stops instead of dumping it unasked
 * @param provider how the database is backed up
 * @param jobs how many processes dump at once
 * @param commands the user's own programs, for {@link Provider#COMMAND}
 * @param redis the URL of a Redis server to save too; may hold a password
 */
public record BackupSettings(
        Path directory,
        Optional<Integer> keep,
        Optional<Integer> keepDays,
        Mode mode,
        When when,
        long maxSize,
        Provider provider,
        int jobs,
        OwnCommands.Words commands,
        Optional<String> redis) {
    /** Leaves the Redis URL out. */
    @Override
    public String toString() {
        return "BackupSettings[directory=" + directory + ", mode=" + mode + ", provider=" + provider + "]";
    }

    /** What a backup holds. */
    public enum Mode {
        AUTO,
        SCHEMA_ONLY,
        OFF
    }

    /** Before which runs a backup is made. */
    public enum When {
        ALWAYS,
        DESTRUCTIVE
    }

    /** How the database is backed up. */
    public enum Provider {
        DUMP,
        COMMAND,
        RESTORE_POINT
    }
}
