package dev.aicli.migrate.config;

import dev.aicli.migrate.config.operation.Stash;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a step makes of a file.
 *
 * @param stash for the way back; may hold secrets
 * @param operations how many the migration has
 * @param notes what a person should know, free of values
 */
record RewrittenStep(String before, String after, Stash stash, int operations, List<StepNote> notes) {
    /** {@return the same with more notes} */
    RewrittenStep noting(List<StepNote> more) {
        return more.isEmpty()
                ? this
                : new RewrittenStep(
                        before,
                        after,
                        stash,
                        operations,
                        Stream.concat(notes.stream(), more.stream()).toList());
    }

    /** The texts may hold secrets. */
    @Override
    public String toString() {
        return "RewrittenStep" + notes;
    }
}
