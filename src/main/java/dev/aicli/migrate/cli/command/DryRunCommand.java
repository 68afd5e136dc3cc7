package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.schema.RehearsedStatement;
import dev.aicli.migrate.schema.RehearsedStep;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate dry-run}. */
@Command(
        name = "dry-run",
        description =
                "Tries what `migrate up` would do, in a transaction that is rolled back: each statement with its time,"
                        + " its rows and the locks that it takes.",
        footer = {"%nExamples:", "  aicli-web migrate dry-run", "  aicli-web migrate dry-run --target-version 2"})
public final class DryRunCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private TimeoutOptions timeouts = new TimeoutOptions();

    @Mixin
    private UpOptions upOptions = new UpOptions();

    @Override
    public Outcome run(CommandContext context) {
        Project project = context.project(projectOptions, timeouts.settings());
        try (SchemaSession session = SchemaSession.toLook(context, project)) {
            Cancellation cancellation = new Cancellation();
            context.signals().cancel(cancellation, context.messages());
            return outcome(session, rehearse(context, session, cancellation));
        }
    }

    private List<RehearsedStep> rehearse(CommandContext context, SchemaSession session, Cancellation cancellation) {
        session.track().requireNamedSources();
        Goal goal = upOptions.goal(session::targetVersion);
        RunOptions options = new RunOptions(
                upOptions.allowOutOfOrder(), session.project().run().lockWait());
        if (session.planner().preview(goal, options).isEmpty()) {
            return List.of();
        }
        Progress waiting = Progress.ofCommand(context);
        return session.betweenRuns(waiting, cancellation, () -> {
            Plan plan = session.planner().preview(goal, options);
            return plan.isEmpty() ? List.of() : session.track().rehearse(plan, cancellation);
        });
    }

    private static Outcome outcome(SchemaSession session, List<RehearsedStep> rehearsed) {
        String address = session.database().address();
        return Outcome.ok(
                json -> {
                    json.text("database", address);
                    json.text("historySchema", session.ledger().names().schema());
                    json.objects("steps", rehearsed, step -> write(json, step));
                },
                text -> {
                    rehearsed.forEach(step -> print(text, step));
                    text.line(
                            rehearsed.isEmpty()
                                    ? "Nothing to do: " + address + " is where it should be."
                                    : Quantity.count(rehearsed.size(), "migration") + " would be applied to " + address
                                            + "; nothing was changed.");
                });
    }

    private static void write(JsonWriter json, RehearsedStep rehearsed) {
        Step step = rehearsed.step();
        json.text("direction", step.direction().word());
        json.text("version", step.migration().version().text());
        json.text("description", step.migration().description());
        json.text("file", step.script().name());
        json.text("notTried", rehearsed.notTried());
        json.number("statementCount", rehearsed.statementCount());
        json.objects("statements", rehearsed.statements(), statement -> {
            json.number("number", statement.number());
            json.number("line", statement.line());
            json.text("text", statement.text());
            json.number("micros", statement.micros());
            if (statement.rows() < 0) {
                json.nothing("rows");
            } else {
                json.number("rows", statement.rows());
            }
            json.objects("locks", statement.locks(), lock -> {
                json.text("mode", lock.mode());
                json.text("table", lock.table());
                json.number("bytes", lock.bytes());
            });
        });
    }

    private static void print(TextOutput text, RehearsedStep rehearsed) {
        Step step = rehearsed.step();
        text.line(text.style()
                        .bold(step.direction().word() + " " + step.migration().label()) + "  "
                + text.style().dim(step.script().name()));
        rehearsed.notTried().ifPresent(reason -> text.line("  " + text.style().yellow("not tried:") + " " + reason));
        for (RehearsedStatement statement : rehearsed.statements()) {
            String rows = statement.rows() < 0 ? "" : ", " + Quantity.count(statement.rows(), "row");
            String firstLine = statement.text().lines().findFirst().orElse("");
            text.line("  line " + statement.line() + "  " + firstLine + "  "
                    + text.style().dim(Quantity.duration(statement.micros() / 1_000) + rows));
            statement
                    .locks()
                    .forEach(lock -> text.line(
                            "    locks " + lock.table() + ": " + lock.mode() + ", " + Quantity.size(lock.bytes())));
        }
        long more = rehearsed.statementCount() - rehearsed.statements().size();
        if (more > 0 && rehearsed.notTried().isEmpty()) {
            text.line("  … and " + Quantity.count(more, "more statement"));
        }
    }
}
