package dev.aicli.migrate.engine;

import java.util.List;

/**
 * How a step went.
 *
 * @param statements statements executed
 * @param durationMillis wall-clock time
 * @param warnings what a person should know of it
 */
public record StepResult(Step step, long statements, long durationMillis, List<String> warnings) {
    public StepResult {
        warnings = List.copyOf(warnings);
    }
}
