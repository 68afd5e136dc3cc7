package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.project.Setting;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long to wait for another run: shared by the commands that take the lock. */
public final class LockWaitOption {
    @Option(
            order = ExecutionOptions.ORDER,
            names = "--lock-wait",
            paramLabel = "TIME",
            description = "How long to wait for another run to end (default: 60s).")
    private @Nullable String lockWait;

    @Option(names = "--lock-lease", paramLabel = "TIME", hidden = true)
    private @Nullable String lockLease;

    /** Adds the setting, if it was given. */
    void addTo(Map<Setting, String> settings) {
        ProjectOptions.put(settings, Setting.LOCK_WAIT, lockWait);
        ProjectOptions.put(settings, Setting.LOCK_LEASE, lockLease);
    }
}
