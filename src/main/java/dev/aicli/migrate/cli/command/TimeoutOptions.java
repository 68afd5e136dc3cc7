package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.project.Setting;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long to wait, and for what: shared by the commands that execute scripts, to stay or to be rolled back. */
public final class TimeoutOptions {
    @Mixin
    private LockWaitOption lockWait = new LockWaitOption();

    @Option(
            order = ExecutionOptions.ORDER,
            names = "--lock-timeout",
            paramLabel = "TIME",
            description = "How long a statement waits for a lock in the database (default: 5s).")
    private @Nullable String lockTimeout;

    @Option(
            order = ExecutionOptions.ORDER,
            names = "--statement-timeout",
            paramLabel = "TIME",
            description = "How long a statement may take (default: as long as the server allows).")
    private @Nullable String statementTimeout;

    /** {@return the settings that were given} */
    public Map<Setting, String> settings() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        lockWait.addTo(settings);
        ProjectOptions.put(settings, Setting.LOCK_TIMEOUT, lockTimeout);
        ProjectOptions.put(settings, Setting.STATEMENT_TIMEOUT, statementTimeout);
        return settings;
    }
}
