package dev.aicli.migrate.app;

import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.MigrateException;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param stamp of the run
 * @param report empty when it failed
 * @param failure empty when it did not
 * @param backupId of the backup that it made
 * @param steps those that were done, also before a failure
 * @param durationMillis from its beginning to its end
 */
public record RunResult(
        RunStamp stamp,
        Optional<RunReport> report,
        Optional<MigrateException> failure,
        Optional<String> backupId,
        List<StepResult> steps,
        long durationMillis) {
    public RunResult {
        steps = List.copyOf(steps);
    }

    /** {@return the report} Throws what the run failed with. */
    public RunReport orThrow() {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return report.orElseThrow();
    }
}
