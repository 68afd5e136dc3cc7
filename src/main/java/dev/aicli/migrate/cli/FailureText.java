package dev.aicli.migrate.cli;

import dev.aicli.migrate.cli.output.Envelope;
import dev.aicli.migrate.cli.output.Style;
import dev.aicli.migrate.model.MigrateException;
import java.util.ArrayList;
import java.util.List;

/** A failure as people read it: what happened and where, the facts, what to do next. */
final class FailureText {
    private FailureText() {}

    static List<String> of(MigrateException failure, Style style) {
        List<String> lines = new ArrayList<>();
        String place = failure.location().map(at -> at + ": ").orElse("");
        lines.add(style.red("error:") + " " + style.bold(place + failure.getMessage()));
        failure.details().forEach((name, value) -> {
            if (value.indexOf('\n') < 0) {
                lines.add("  " + style.dim(name + ":") + " " + value);
            } else {
                lines.add("  " + style.dim(name + ":"));
                value.lines().forEach(line -> lines.add("    " + line));
            }
        });
        failure.others().stream().limit(Envelope.SHOWN).forEach(other -> {
            String where = other.location().map(at -> at + ": ").orElse("");
            lines.add("  " + style.dim("also:") + " " + where + other.getMessage());
        });
        int more = failure.others().size() - Envelope.SHOWN;
        if (more > 0) {
            lines.add("  " + style.dim("and " + more + " more"));
        }
        failure.nextStep().ifPresent(step -> lines.add(style.green("next:") + " " + step));
        return lines;
    }
}
