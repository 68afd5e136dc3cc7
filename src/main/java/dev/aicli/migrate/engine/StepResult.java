package dev.aicli.migrate.engine;

import java.util.List;

/**
 * How a step went.
 *
 * @param statements statements executed
 * @param durationMillis wall-clock time
 * @param warnings what a person should know of it
 * @param notices what the database said besides
 */
public record StepResult(Step step, long statements, long durationMillis, List<String> warnings, List<String> notices) {
    public StepResult {
        warnings = List.copyOf(warnings);
        notices = List.copyOf(notices);
    }

    public StepResult(Step step, long statements, long durationMillis, List<String> warnings) {
        this(step, statements, durationMillis, warnings, List.of());
    }

    /**
     * Something that the database said while it executed a step.
     *
     * @param warning whether it was meant as a warning
     */
    public record Notice(boolean warning, String text) {}

    /** {@return a step during which the database said something} */
    public static StepResult heard(Step step, long statements, long durationMillis, List<Notice> said) {
        return new StepResult(step, statements, durationMillis, texts(said, true), texts(said, false));
    }

    private static List<String> texts(List<Notice> said, boolean warnings) {
        return said.stream()
                .filter(notice -> notice.warning() == warnings)
                .map(Notice::text)
                .toList();
    }
}
