package dev.aicli.migrate.cli.output;

import dev.aicli.migrate.app.Reporter;
import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.database.SqlMasking;
import dev.aicli.migrate.model.Phase;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person is told beside the results: on standard error, without passwords. */
public final class Messages implements Reporter {
    /** How much is said. */
    public enum Level {
        QUIET,
        NORMAL,
        VERBOSE
    }

    private final TextOutput output;
    private final PrintStream stream;
    private final Level level;
    private final boolean warningsShown;
    private final PhaseTimes phases;
    private final Set<String> warnings = new LinkedHashSet<>();
    private Masking masking = Masking.PATTERNS;

    /**
     * Messages to a stream.
     *
     * @param warningsShown whether warnings are written at once; they are collected in any case
     * @param phases where the command's time goes, for those who want to hear more
     */
    public Messages(PrintStream stream, Style style, Level level, boolean warningsShown, PhaseTimes phases) {
        this.stream = stream;
        this.output = new TextOutput(stream, style);
        this.level = level;
        this.warningsShown = warningsShown;
        this.phases = phases;
    }

    public Style style() {
        return output.style();
    }

    /** Hides what this masking knows too, from now on. */
    @Override
    public void hide(Masking more) {
        masking = masking.and(more);
    }

    /** {@return what hides passwords, as far as they are known by now} */
    @Override
    public Masking masking() {
        return masking;
    }

    /** {@return the text without passwords} */
    @Override
    public String masked(String text) {
        return masking.mask(text);
    }

    /** Tells what goes on. */
    @Override
    public void info(String text) {
        if (level != Level.QUIET) {
            output.line(masked(text));
        }
    }

    /** Tells what may be looked into by somebody who asked for it. */
    @Override
    public void detail(String text) {
        if (level == Level.VERBOSE) {
            output.line(masked(text));
        }
    }

    /** Tells what should be known; the same only once. */
    @Override
    public void warning(String text) {
        String masked = masked(text);
        if (warnings.add(masked) && warningsShown && level != Level.QUIET) {
            output.line(style().yellow("warning:") + " " + masked);
        }
    }

    @Override
    public void entered(Phase phase) {
        phases.enter(phase);
    }

    /** Tells why the command failed, however quiet it is to be. */
    public void error(String text) {
        output.line(masked(text));
    }

    /** Shows an exception's stack to somebody who asked for it. */
    public void stackTrace(Throwable thrown) {
        if (level == Level.VERBOSE) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            output.raw(masked(SqlMasking.mask(trace.toString())));
        }
    }

    /** {@return every warning so far} */
    public Collection<String> warnings() {
        return List.copyOf(warnings);
    }

    /** {@return where the command's time goes} */
    public PhaseTimes phases() {
        return phases;
    }

    /** {@return whether more is to be said than usual} */
    public boolean verbose() {
        return level == Level.VERBOSE;
    }

    /** Tells where the time went to somebody who asked for more. */
    public void phaseTimes() {
        if (verbose()) {
            output.line("time: "
                    + phases.times().stream()
                            .map(time -> time.phase().word() + " " + time.millis() + " ms")
                            .collect(Collectors.joining(", ")));
        }
    }

    /** {@return where messages go} */
    public PrintStream stream() {
        return stream;
    }

    /** {@return whether anything but errors is to be said} */
    public boolean quiet() {
        return level == Level.QUIET;
    }
}
