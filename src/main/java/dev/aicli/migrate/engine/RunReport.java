package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.RunStamp;
import java.util.List;

/**
 * What a run did.
 *
 * @param stamp the run
 * @param results the steps in the order they were done; empty when there was nothing to do
 * @param durationMillis from the first look at history to the end
 * @param warnings what a person should know
 */
public record RunReport(RunStamp stamp, List<StepResult> results, long durationMillis, List<String> warnings) {
    public RunReport {
        results = List.copyOf(results);
        warnings = List.copyOf(warnings);
    }

    /** {@return whether nothing had to be done} */
    public boolean nothingToDo() {
        return results.isEmpty();
    }
}
