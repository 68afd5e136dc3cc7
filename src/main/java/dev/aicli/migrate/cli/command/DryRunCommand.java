package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.app.SchemaSession.ReadAhead;
import dev.aicli.migrate.backup.Scratches;
import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.schema.RehearsedStatement;
import dev.aicli.migrate.schema.RehearsedStep;
import dev.aicli.migrate.schema.RehearsedStep.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate dry-run}. */
@Command(
        name = "dry-run",
        description =
                "Tries what `migrate up` would do, in a transaction that is rolled back, and where that cannot show it in"
                        + " a scratch database: each statement with its time, its rows and the locks that it takes.",
        footer = {
            "%nExamples:",
            "  aicli-web migrate dry-run",
            "  aicli-web migrate dry-run --target-version 2",
            "  aicli-web migrate dry-run --no-scratch",
            "  aicli-web migrate dry-run --sql up.sql"
        })
public final class DryRunCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private TimeoutOptions timeouts = new TimeoutOptions();

    @Mixin
    private UpOptions upOptions = new UpOptions();

    @Option(
            names = "--no-scratch",
            description = "Make no scratch database for what a transaction that is rolled back cannot show.")
    private boolean noScratch;

    @Option(
            names = "--sql",
            paramLabel = "FILE",
            description = "Try nothing: write the SQL that would be run, with its rows of history; - for the standard"
                    + " output.")
    private @Nullable String sql;

    @Override
    public Outcome run(CommandContext context) {
        Project project = context.project(projectOptions, timeouts.settings());
        if (sql != null) {
            return new SqlScriptPrinter(context, project).print(upOptions, sql);
        }
        try (SchemaSession session = SchemaSession.toLook(context.workspace(), project, ReadAhead.BYTES)) {
            Cancellation cancellation = new Cancellation();
            context.signals().cancel(cancellation, context.messages());
            return outcome(context, session, rehearse(context, session, cancellation));
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
        Scratches scratches = noScratch ? Scratches.notWanted() : session.scratches();
        return session.betweenRuns(waiting, cancellation, () -> {
            Plan plan = session.planner().preview(goal, options);
            return plan.isEmpty() ? List.of() : session.track().rehearse(plan, scratches, cancellation);
        });
    }

    private static Outcome outcome(CommandContext context, SchemaSession session, List<RehearsedStep> rehearsed) {
        String address = session.database().address();
        Consumer<JsonWriter> data = json -> {
            json.text("database", address);
            json.text("historySchema", session.ledger().names().schema());
            json.objects("steps", rehearsed, step -> write(json, step));
        };
        Optional<MigrateException> failure = RehearsedStep.failure(rehearsed);
        if (failure.isPresent()) {
            if (!context.json()) {
                print(context.text(), rehearsed);
            }
            return Outcome.failed(failure.get(), data);
        }
        return Outcome.ok(data, text -> {
            print(text, rehearsed);
            text.line(
                    rehearsed.isEmpty()
                            ? "Nothing to do: " + address + " is where it should be."
                            : summary(rehearsed) + " " + address + "; nothing was changed.");
        });
    }

    private static String summary(List<RehearsedStep> rehearsed) {
        long notTried =
                rehearsed.stream().filter(step -> step.notTried().isPresent()).count();
        String would = Quantity.count(rehearsed.size(), "migration") + " would be applied";
        return notTried == 0 ? would + " to" : would + " (" + notTried + " not tried) to";
    }

    private static void write(JsonWriter json, RehearsedStep rehearsed) {
        Step step = rehearsed.step();
        json.text("direction", step.direction().word());
        json.text("version", step.migration().version().text());
        json.text("description", step.migration().description());
        json.text("file", step.script().name());
        json.text("triedIn", place(rehearsed));
        json.text("notTried", rehearsed.notTried());
        json.text("failure", rehearsed.failure().map(failure -> String.valueOf(failure.getMessage())));
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

    private static Optional<String> place(RehearsedStep rehearsed) {
        return switch (rehearsed.triedIn()) {
            case NOWHERE -> Optional.empty();
            case TRANSACTION -> Optional.of("transaction");
            case COPY -> Optional.of("copy");
            case EMPTY_COPY -> Optional.of("empty copy");
        };
    }

    /** {@return where it was tried, unless that goes without saying} */
    private static Optional<String> scratch(RehearsedStep rehearsed, boolean allAlike) {
        return switch (rehearsed.triedIn()) {
            case NOWHERE, TRANSACTION -> Optional.empty();
            case COPY -> allAlike ? Optional.empty() : Optional.of("on a copy of the database");
            case EMPTY_COPY ->
                Optional.of(
                        "on a copy of the database without rows: what rows may stand in the way of was not found out");
        };
    }

    private static void print(TextOutput text, List<RehearsedStep> rehearsed) {
        boolean allAlike = rehearsed.stream().allMatch(step -> step.triedIn() == Place.COPY);
        rehearsed.forEach(step -> print(text, step, allAlike));
    }

    private static void print(TextOutput text, RehearsedStep rehearsed, boolean allAlike) {
        Step step = rehearsed.step();
        text.line(text.style()
                        .bold(step.direction().word() + " " + step.migration().label()) + "  "
                + text.style().dim(step.script().name()));
        scratch(rehearsed, allAlike)
                .ifPresent(where -> text.line("  " + text.style().dim("tried " + where)));
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
        if (rehearsed.omitted() > 0) {
            text.line("  … and " + Quantity.count(rehearsed.omitted(), "more statement"));
        }
        if (rehearsed.failure().isPresent()) {
            text.line("  " + text.style().red("fails") + " at the next statement");
        }
    }
}
