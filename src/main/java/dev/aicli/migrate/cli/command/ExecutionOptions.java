package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.project.Setting;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a run behaves: shared by the commands that change the database. */
public final class ExecutionOptions {
    /** Where these options stand in help texts: after a command's own. */
    static final int ORDER = 30;

    @Mixin
    private TimeoutOptions timeouts = new TimeoutOptions();

    @Option(
            order = ORDER,
            names = "--lock-retries",
            paramLabel = "N",
            description = "How often a migration that met a lock is tried again (default: 3).")
    private @Nullable String lockRetries;

    @Option(
            order = ORDER,
            names = "--transaction",
            paramLabel = "SCOPE",
            description = "migration: a transaction for each; run: one for all, all or nothing (default: migration).")
    private @Nullable String transaction;

    /** {@return the settings that were given} */
    public Map<Setting, String> settings() {
        Map<Setting, String> settings = timeouts.settings();
        ProjectOptions.put(settings, Setting.LOCK_RETRIES, lockRetries);
        ProjectOptions.put(settings, Setting.TRANSACTION, transaction);
        return settings;
    }
}
