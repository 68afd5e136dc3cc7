package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.app.SchemaSession.ReadAhead;
import dev.aicli.migrate.backup.TemporaryDatabases;
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
import dev.aicli.migrate.schema.DryRunStatement;
import dev.aicli.migrate.schema.DryRunStep;
import dev.aicli.migrate.schema.DryRunStep.Place;
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
            return outcome(context, session, dryRun(context, session, cancellation));
        }
    }

    private List<DryRunStep> dryRun(CommandContext context, SchemaSession session, Cancellation cancellation) {
        session.track().requireNamedSources();
        Goal goal = upOptions.goal(session::targetVersion);
        RunOptions options = new RunOptions(
                upOptions.allowOutOfOrder(), session.project().run().lockWait());
        if (session.planner().preview(goal, options).isEmpty()) {
            return List.of();
        }
        Progress waiting = Progress.ofCommand(context);
        TemporaryDatabases temporaryDatabases =
                noScratch ? TemporaryDatabases.notWanted() : session.temporaryDatabases();
        return session.betweenRuns(waiting, cancellation, () -> {
            Plan plan = session.planner().preview(goal, options);
            return plan.isEmpty() ? List.of() : session.track().dryRun(plan, temporaryDatabases, cancellation);
        });
    }

    private static Outcome outcome(CommandContext context, SchemaSession session, List<DryRunStep> tried) {
        String address = session.database().address();
        Consumer<JsonWriter> data = json -> {
            HistoryPlaceJson.write(json, session.place());
            json.objects("steps", tried, step -> write(json, step));
        };
        Optional<MigrateException> failure = DryRunStep.failure(tried);
        if (failure.isPresent()) {
            if (!context.json()) {
                print(context.text(), tried);
            }
            return Outcome.failed(failure.get(), data);
        }
        return Outcome.ok(data, text -> {
            print(text, tried);
            text.line(
                    tried.isEmpty()
                            ? "Nothing to do: " + address + " is where it should be."
                            : summary(tried) + " " + address + "; nothing was changed.");
        });
    }

    private static String summary(List<DryRunStep> tried) {
        long notTried =
                tried.stream().filter(step -> step.notTried().isPresent()).count();
        String would = Quantity.count(tried.size(), "migration") + " would be applied";
        return notTried == 0 ? would + " to" : would + " (" + notTried + " not tried) to";
    }

    private static void write(JsonWriter json, DryRunStep tried) {
        Step step = tried.step();
        json.text("direction", step.direction().word());
        json.text("version", step.migration().version().text());
        json.text("description", step.migration().description());
        json.text("file", step.script().name());
        json.text("triedIn", place(tried));
        json.text("notTried", tried.notTried());
        json.text("failure", tried.failure().map(failure -> String.valueOf(failure.getMessage())));
        json.number("statementCount", tried.statementCount());
        json.objects("statements", tried.statements(), statement -> {
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

    private static Optional<String> place(DryRunStep tried) {
        return switch (tried.triedIn()) {
            case NOWHERE -> Optional.empty();
            case TRANSACTION -> Optional.of("transaction");
            case COPY -> Optional.of("copy");
            case EMPTY_COPY -> Optional.of("empty copy");
        };
    }

    /** {@return where it was tried, unless that goes without saying} */
    private static Optional<String> temporaryDatabase(DryRunStep tried, boolean allAlike) {
        return switch (tried.triedIn()) {
            case NOWHERE, TRANSACTION -> Optional.empty();
            case COPY -> allAlike ? Optional.empty() : Optional.of("on a copy of the database");
            case EMPTY_COPY ->
                Optional.of(
                        "on a copy of the database without rows: what rows may stand in the way of was not found out");
        };
    }

    private static void print(TextOutput text, List<DryRunStep> tried) {
        boolean allAlike = tried.stream().allMatch(step -> step.triedIn() == Place.COPY);
        tried.forEach(step -> print(text, step, allAlike));
    }

    private static void print(TextOutput text, DryRunStep tried, boolean allAlike) {
        Step step = tried.step();
        text.line(text.style()
                        .bold(step.direction().word() + " " + step.migration().label()) + "  "
                + text.style().dim(step.script().name()));
        temporaryDatabase(tried, allAlike)
                .ifPresent(where -> text.line("  " + text.style().dim("tried " + where)));
        tried.notTried().ifPresent(reason -> text.line("  " + text.style().yellow("not tried:") + " " + reason));
        for (DryRunStatement statement : tried.statements()) {
            String rows = statement.rows() < 0 ? "" : ", " + Quantity.count(statement.rows(), "row");
            String firstLine = statement.text().lines().findFirst().orElse("");
            text.line("  line " + statement.line() + "  " + firstLine + "  "
                    + text.style().dim(Quantity.duration(statement.micros() / 1_000) + rows));
            statement
                    .locks()
                    .forEach(lock -> text.line(
                            "    locks " + lock.table() + ": " + lock.mode() + ", " + Quantity.size(lock.bytes())));
        }
        if (tried.omitted() > 0) {
            text.line("  … and " + Quantity.count(tried.omitted(), "more statement"));
        }
        if (tried.failure().isPresent()) {
            text.line("  " + text.style().red("fails") + " at the next statement");
        }
    }
}
