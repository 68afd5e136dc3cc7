package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.app.SchemaSession.ReadAhead;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.project.Project;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate up}. */
@Command(
        name = "up",
        description = "Applies pending migrations: all of them, or up to a version, or so many.",
        footer = {
            "%nExamples:",
            "  aicli-web migrate up",
            "  aicli-web migrate up --target-version 3",
            "  aicli-web migrate up --steps 1 --output json",
            "  aicli-web migrate up --transaction run",
            "  aicli-web migrate up --create-database --wait 60s",
            "  aicli-web migrate up --sql > up.sql"
        })
public final class UpCommand extends RunCommand {
    @Mixin
    private UpOptions upOptions = new UpOptions();

    @Option(
            order = ExecutionOptions.ORDER,
            names = "--create-database",
            description = "Create the database first, where it is not there yet.")
    private boolean createDatabase;

    @SuppressWarnings("unused")
    @Option(
            order = ExecutionOptions.ORDER,
            names = {"-y", "--yes"},
            description = "Accepted and not needed: up asks nothing.")
    private boolean yes;

    @Option(
            order = ExecutionOptions.ORDER,
            names = "--sql",
            description = "Run nothing: print the SQL that would be run, with its rows of history.")
    private boolean sql;

    @Override
    boolean createsDatabase() {
        return createDatabase;
    }

    @Override
    Optional<Outcome> instead(CommandContext context, Project project) {
        return sql
                ? Optional.of(new SqlScriptPrinter(context, project).print(upOptions, SqlScriptPrinter.STANDARD_OUTPUT))
                : Optional.empty();
    }

    @Override
    ReadAhead ahead() {
        return ReadAhead.BYTES;
    }

    @Override
    boolean allowOutOfOrder() {
        return upOptions.allowOutOfOrder();
    }

    @Override
    RunReport run(Runner runner, SchemaSession session, RunStamp stamp) {
        return runner.run(upOptions.goal(session::targetVersion), stamp, engineOptions(session));
    }
}
