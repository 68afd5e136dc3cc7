package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.app.RunResult;
import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.app.SchemaSession.ReadAhead;
import dev.aicli.migrate.app.ServerWait;
import dev.aicli.migrate.backup.WholeDatabase;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.schema.ExecutionSettings.InterruptedStatement;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** A command that carries out a plan on the schema track. */
abstract class RunCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private ExecutionOptions executionOptions = new ExecutionOptions();

    @Mixin
    private BackupOption backup = new BackupOption();

    /** Carries it out. */
    abstract RunReport run(Runner runner, SchemaSession session, RunStamp stamp);

    /** Asks where it should be asked. {@return whether there is something to do at all} */
    boolean confirmed(CommandContext context, SchemaSession session) {
        return true;
    }

    /** {@return whether pending migrations below the current version may be applied} */
    boolean allowOutOfOrder() {
        return false;
    }

    /** {@return whether the database is made when it is not there} */
    boolean createsDatabase() {
        return false;
    }

    /** {@return what is done in place of a run} */
    Optional<Outcome> instead(CommandContext context, Project project) {
        return Optional.empty();
    }

    /** {@return what to do with a statement of which an earlier run did not hear whether it took effect} */
    InterruptedStatement interrupted() {
        return InterruptedStatement.ASK;
    }

    /** {@return what it will ask of the migrations' files} */
    ReadAhead ahead() {
        return ReadAhead.FOLDER;
    }

    final RunOptions engineOptions(SchemaSession session) {
        return new RunOptions(allowOutOfOrder(), session.project().run().lockWait());
    }

    @Override
    public final Outcome run(CommandContext context) {
        Project project = project(context);
        Optional<Outcome> instead = instead(context, project);
        if (instead.isPresent()) {
            return instead.get();
        }
        try (SchemaSession session = SchemaSession.toChange(context.workspace(), project, interrupted(), ahead())) {
            if (!confirmed(context, session)) {
                return nothing(session);
            }
            return carryOut(context, session);
        }
    }

    private Project project(CommandContext context) {
        if (!createsDatabase()) {
            return context.project(projectOptions, executionOptions.settings());
        }
        Project project = context.read(projectOptions, executionOptions.settings());
        project.requireDatabase();
        projectOptions.waitTime().ifPresent(time -> new ServerWait(context.workspace(), project).forServer(time));
        Database database = LedgerSession.changeable(LedgerSession.database(context.workspace(), project));
        if (WholeDatabase.of(database).create()) {
            context.messages().info("created " + database.address());
        }
        return project;
    }

    private Outcome carryOut(CommandContext context, SchemaSession session) {
        Cancellation cancellation = new Cancellation();
        context.signals().cancel(cancellation, context.messages());
        RunResult result = session.migrations(backup.declined())
                .run((runner, stamp) -> run(runner, session, stamp), Progress.ofRun(context), cancellation);
        if (result.failure().isPresent()) {
            return failed(context, session, result, result.failure().get());
        }
        RunReport report = result.report().orElseThrow();
        session.track().warnings().forEach(context.messages()::warning);
        return report.nothingToDo() ? nothing(session) : done(session, report);
    }

    private static Outcome failed(
            CommandContext context, SchemaSession session, RunResult result, MigrateException failure) {
        result.backupId()
                .ifPresent(id -> context.messages()
                        .info("the state before this run is in backup " + id + ": `aicli-web backup restore " + id
                                + "`"));
        return Outcome.failed(failure, json -> {
            HistoryPlaceJson.write(json, session.place());
            json.text("runId", result.stamp().runId());
            json.text("backupId", result.backupId());
            json.flag("nothingToDo", false);
            Steps.write(json, result.steps());
            json.number("durationMillis", result.durationMillis());
        });
    }

    private static Outcome nothing(SchemaSession session) {
        return Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.nothing("runId");
                    json.nothing("backupId");
                    json.flag("nothingToDo", true);
                    Steps.write(json, List.of());
                    json.number("durationMillis", 0);
                },
                text -> text.line("Nothing to do: " + session.database().address() + " is where it should be."));
    }

    private static Outcome done(SchemaSession session, RunReport report) {
        return Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.text("runId", report.stamp().runId());
                    json.text("backupId", report.stamp().backupId());
                    json.flag("nothingToDo", false);
                    Steps.write(json, report.results());
                    json.number("durationMillis", report.durationMillis());
                },
                text -> text.line(text.style().green(summary(report)) + " in "
                        + Quantity.duration(report.durationMillis()) + ": "
                        + session.database().address()));
    }

    private static String summary(RunReport report) {
        long up = report.results().stream()
                .filter(result -> result.step().direction() == Direction.UP)
                .count();
        long down = report.results().size() - up;
        if (down == 0) {
            return Quantity.count(up, "migration") + " applied";
        }
        String back = Quantity.count(down, "migration") + " taken back";
        return up == 0 ? back : back + ", " + up + " applied";
    }
}
