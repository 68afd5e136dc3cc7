package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.RunStamp;
import picocli.CommandLine.Command;

/** {@code migrate resume}. */
@Command(
        name = "resume",
        description = "Goes on with a migration that is applied in part, at the statement that failed.",
        footer = {"%nExamples:", "  aicli-web migrate resume"})
public final class ResumeCommand extends RunCommand {
    @Override
    RunReport run(Runner runner, SchemaSession session, RunStamp stamp) {
        return runner.resume(stamp, engineOptions(session));
    }
}
