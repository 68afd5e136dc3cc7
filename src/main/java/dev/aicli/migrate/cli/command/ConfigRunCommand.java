package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ConfigSession;
import dev.aicli.migrate.app.RunResult;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** A command that carries out a plan on the configuration track. */
abstract class ConfigRunCommand extends CliCommand {
    private static final int SHOWN = 40;

    @Mixin
    private ConfigOptions configOptions = new ConfigOptions();

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private LockWaitOption lockWait = new LockWaitOption();

    @Mixin
    private BackupOption backup = new BackupOption();

    abstract Goal goal(ConfigSession session);

    /** {@return whether pending migrations below the current version may be applied} */
    boolean allowOutOfOrder() {
        return false;
    }

    @Override
    public final Outcome run(CommandContext context) {
        Map<Setting, String> settings = new HashMap<>(configOptions.settings());
        lockWait.addTo(settings);
        Project project = context.project(projectOptions, settings);
        try (ConfigSession session = ConfigSession.toChange(context.workspace(), project, configOptions.selection())) {
            return carryOut(context, session);
        }
    }

    private Outcome carryOut(CommandContext context, ConfigSession session) {
        Cancellation cancellation = new Cancellation();
        context.signals().cancel(cancellation, context.messages());
        RunOptions options =
                new RunOptions(allowOutOfOrder(), session.project().run().lockWait());
        // Nothing is done before all of it is: the lines are written in the end.
        RunResult result = session.migrations(backup.declined())
                .run(
                        (runner, stamp) -> runner.run(goal(session), stamp, options),
                        Progress.ofCommand(context),
                        cancellation);
        if (result.failure().isPresent()) {
            return Outcome.failed(result.failure().get(), json -> {
                HistoryPlaceJson.write(json, session.place());
                json.text("runId", result.stamp().runId());
                json.text("backupId", result.backupId());
                json.flag("nothingToDo", false);
                Steps.write(json, List.of());
                json.number("durationMillis", 0);
            });
        }
        session.track()
                .missing()
                .forEach(file -> context.messages().warning(file + " is not there and was passed over"));
        return outcome(
                session, result.report().orElseThrow(), context.messages().quiet());
    }

    private static Outcome outcome(ConfigSession session, RunReport report, boolean quiet) {
        return Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    if (report.nothingToDo()) {
                        json.nothing("runId");
                    } else {
                        json.text("runId", report.stamp().runId());
                    }
                    json.text("backupId", report.stamp().backupId());
                    json.flag("nothingToDo", report.nothingToDo());
                    Steps.write(json, report.results());
                    json.number("durationMillis", report.durationMillis());
                },
                text -> print(text, report, quiet ? 0 : SHOWN));
    }

    private static void print(TextOutput text, RunReport report, int shown) {
        List<StepResult> done = report.results();
        if (done.isEmpty()) {
            text.line("Nothing to do: the configuration is where it should be.");
            return;
        }
        for (StepResult result : done.subList(0, Math.min(shown, done.size()))) {
            text.line("  " + result.step().subject().target() + "  "
                    + result.step().direction().word() + "  "
                    + result.step().migration().label());
        }
        if (shown > 0 && done.size() > shown) {
            text.line("  … and " + (done.size() - shown) + " more");
        }
        long files = done.stream()
                .map(result -> result.step().subject().target())
                .distinct()
                .count();
        text.line(text.style().green(Quantity.count(done.size(), "step") + " on " + Quantity.count(files, "file"))
                + " in " + Quantity.duration(report.durationMillis()));
    }
}
