package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.RunStamp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate up}. */
@Command(
        name = "up",
        description = "Applies pending migrations: all of them, or up to a version, or so many.",
        footer = {
            "%nExamples:",
            "  aicli-web migrate up",
            "  aicli-web migrate up --target-version 3",
            "  aicli-web migrate up --steps 1 --output json",
            "  aicli-web migrate up --transaction run"
        })
public final class UpCommand extends RunCommand {
    @Mixin
    private UpOptions upOptions = new UpOptions();

    @Override
    boolean allowOutOfOrder() {
        return upOptions.allowOutOfOrder();
    }

    @Override
    RunReport run(Runner runner, SchemaSession session, RunStamp stamp) {
        return runner.run(upOptions.goal(session::targetVersion), stamp, engineOptions(session));
    }
}
