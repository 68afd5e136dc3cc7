package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.RunProgress;
import dev.aicli.migrate.backup.Manifest;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.cli.output.Messages;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.cli.output.Style;
import dev.aicli.migrate.cli.output.TerminalText;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.model.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Shows a run as it goes: a line for each migration, and on a terminal a bar while there is much to do. */
final class Progress implements RunProgress {
    private static final int MANY_STEPS = 20;
    private static final long LARGE_SCRIPT = 4L << 20;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final int BAR_WIDTH = 30;
    private static final int DIRECTION_WIDTH = 4;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Messages messages;
    private final Consumer<String> lines;
    private final Consumer<String> backups;
    private final Style style;
    private final boolean bar;
    private final List<StepResult> results = new ArrayList<>();
    private int planned;
    private long drawnAt;
    private boolean drawn;
    private boolean waiting;

    /**
     * A listener for one run.
     *
     * @param lines takes the line of each migration
     * @param backups takes the line that tells of the backup
     * @param bar whether a bar may be drawn among the messages
     */
    Progress(Messages messages, Consumer<String> lines, Consumer<String> backups, Style style, boolean bar) {
        this.messages = messages;
        this.lines = lines;
        this.backups = backups;
        this.style = style;
        this.bar = bar;
    }

    /** {@return one for a command that carries out no migrations} */
    static Progress ofCommand(CommandContext context) {
        boolean bar = context.terminal().errIsTerminal() && !context.messages().quiet();
        return new Progress(
                context.messages(),
                line -> {},
                context.lines(),
                context.messages().style(),
                bar);
    }

    /** {@return one for a command that carries out migrations, and tells of each} */
    static Progress ofRun(CommandContext context) {
        boolean bar = context.terminal().errIsTerminal() && !context.messages().quiet();
        Consumer<String> lines = context.messages().quiet() ? line -> {} : context.lines();
        return new Progress(
                context.messages(), lines, context.lines(), context.text().style(), bar);
    }

    /** {@return what the work gives} No bar is left when it is over, however it ends. */
    <T> T during(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            erase();
        }
    }

    @Override
    public List<StepResult> results() {
        return results;
    }

    @Override
    public void entered(Phase phase) {
        messages.phases().enter(phase);
    }

    @Override
    public void planned(Plan plan) {
        planned = plan.steps().size();
    }

    @Override
    public void waitingForLock(String holder, Duration waited) {
        if (!waiting) {
            waiting = true;
            messages.info("waiting for another run to end: " + holder);
        }
    }

    @Override
    public void lockTakenOver(String previousHolder) {
        messages.warning("took over the lock of a run that is gone: " + previousHolder);
    }

    @Override
    public void stepStarted(Step step) {
        messages.detail(step.direction().word() + " " + step.migration().label() + ": "
                + step.script().name());
        if (planned > MANY_STEPS) {
            draw(() -> share(results.size(), planned, step.migration().label()), false);
        }
    }

    @Override
    public void stepProgress(Step step, long done, long total) {
        if (total > LARGE_SCRIPT) {
            draw(() -> share(done, total, step.migration().label()), done < total);
        }
    }

    @Override
    public void stepRetried(Step step, int attempt, String reason) {
        erase();
        messages.info(step.migration().label() + ": " + reason + "; attempt " + attempt);
    }

    @Override
    public void stepFinished(StepResult result) {
        results.add(result);
        erase();
        Step step = result.step();
        String direction = step.direction().word();
        lines.accept("  " + direction + " ".repeat(Math.max(0, DIRECTION_WIDTH - direction.length())) + "  "
                + shown(step) + "  " + style.dim(Quantity.duration(result.durationMillis())));
        result.warnings().forEach(this::warning);
        result.notices().forEach(notice -> messages.info("notice: " + notice));
    }

    @Override
    public void warning(String message) {
        erase();
        messages.warning(message);
    }

    private static String shown(Step step) {
        boolean file = step.subject().track().equals("config");
        return (file ? step.subject().target() + " " : "") + step.migration().label();
    }

    private static String share(long done, long total, String label) {
        int filled = (int) (BAR_WIDTH * done / Math.max(1, total));
        String shown = label.length() > 40 ? label.substring(0, 40) : label;
        return "[" + "#".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] " + (100 * done / Math.max(1, total))
                + "% " + shown;
    }

    /** The line is made only when it is drawn: progress is told far more often than anybody can read it. */
    private void draw(Supplier<String> line, boolean throttled) {
        if (!bar) {
            return;
        }
        long now = System.nanoTime();
        if (throttled && drawn && now - drawnAt < REDRAW_NANOS) {
            return;
        }
        drawnAt = now;
        drawn = true;
        messages.stream().print(ERASE_LINE + TerminalText.cell(line.get()));
        messages.stream().flush();
    }

    /** What is small is over before anybody could read of it. */
    @Override
    public void transferred(String what, long done, long total) {
        if (done < LARGE_SCRIPT) {
            return;
        }
        if (total > 0) {
            draw(() -> share(done, total, what + ", " + Quantity.size(total)), done < total);
        } else {
            draw(() -> Quantity.size(done) + " " + what, true);
        }
    }

    @Override
    public void backupMade(StoredBackup backup) {
        erase();
        Manifest manifest = backup.manifest().orElseThrow();
        backups.accept("  backup " + backup.id() + " made and verified: " + Quantity.size(manifest.size()) + " in "
                + Quantity.duration(manifest.durationMillis()));
    }

    /** Takes the bar away, for a line to be written in its place. */
    @Override
    public void erase() {
        if (drawn) {
            drawn = false;
            messages.stream().print(ERASE_LINE);
            messages.stream().flush();
        }
    }
}
