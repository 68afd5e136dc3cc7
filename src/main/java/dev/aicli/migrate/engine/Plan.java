package dev.aicli.migrate.engine;

import java.util.List;
import java.util.stream.Stream;

/** The ordered steps from where a track's targets are to where they should be. */
public record Plan(List<Step> steps) {
    /** Nothing to do. */
    public static final Plan EMPTY = new Plan(List.of());

    public Plan {
        steps = List.copyOf(steps);
    }

    /** {@return whether there is nothing to do} */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** {@return this plan followed by another} */
    Plan then(Plan other) {
        return new Plan(Stream.concat(steps.stream(), other.steps.stream()).toList());
    }
}
