package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.project.Setting;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run behaves: shared by the commands that change the database. */
public final class ExecutionOptions {
    /** Where these options stand in help texts: after a command's own. */
    static final int ORDER = 30;

    @Option(
            order = ORDER,
            names = "--lock-wait",
            paramLabel = "TIME",
            description = "How long to wait for another run to end (default: 60s).")
    private @Nullable String lockWait;

    @Option(
            order = ORDER,
            names = "--lock-timeout",
            paramLabel = "TIME",
            description = "How long a statement waits for a lock in the database (default: 5s).")
    private @Nullable String lockTimeout;

    @Option(
            order = ORDER,
            names = "--lock-retries",
            paramLabel = "N",
            description = "How often a migration that met a lock is tried again (default: 3).")
    private @Nullable String lockRetries;

    @Option(
            order = ORDER,
            names = "--statement-timeout",
            paramLabel = "TIME",
            description = "How long a statement may take (default: as long as the server allows).")
    private @Nullable String statementTimeout;

    @Option(
            order = ORDER,
            names = "--transaction",
            paramLabel = "SCOPE",
            description = "migration: a transaction for each; run: one for all, all or nothing (default: migration).")
    private @Nullable String transaction;

    /** {@return the settings that were given} */
    public Map<Setting, String> settings() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        ProjectOptions.put(settings, Setting.LOCK_WAIT, lockWait);
        ProjectOptions.put(settings, Setting.LOCK_TIMEOUT, lockTimeout);
        ProjectOptions.put(settings, Setting.LOCK_RETRIES, lockRetries);
        ProjectOptions.put(settings, Setting.STATEMENT_TIMEOUT, statementTimeout);
        ProjectOptions.put(settings, Setting.TRANSACTION, transaction);
        return settings;
    }
}
