package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.TextPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong in a migration file, and what is probably not meant so. */
public final class Problems {
    private static final Comparator<Problem> IN_ORDER = Comparator.comparing(
                    (Problem problem) -> problem.position().line())
            .thenComparing(problem -> problem.position().column());

    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /** Adds something wrong: there is no migration then. */
    public void add(TextPosition position, String text) {
        errors.add(new Problem(position, text));
    }

    /** Adds something that a person should look at. */
    void warn(TextPosition position, String text) {
        warnings.add(new Problem(position, text));
    }

    /** {@return how much is wrong} */
    int count() {
        return errors.size();
    }

    /** {@return what is wrong, each once, in the order of the file} */
    public List<Problem> errors() {
        return errors.stream().distinct().sorted(IN_ORDER).toList();
    }

    /** {@return what a person should look at, each once, in the order of the file} */
    public List<Problem> warnings() {
        return warnings.stream().distinct().sorted(IN_ORDER).toList();
    }
}
