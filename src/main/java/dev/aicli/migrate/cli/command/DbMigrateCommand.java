package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.RunStamp;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code db migrate}: {@code migrate up} under another name. */
@Command(
        name = "migrate",
        description = "Applies pending migrations, as `migrate up` does.",
        footer = {"%nExamples:", "  aicli-web db migrate", "  aicli-web db migrate --version 3"})
public final class DbMigrateCommand extends RunCommand {
    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "Up to and including this version, or that of this release.")
    private @Nullable String targetVersion;

    @Override
    RunReport run(Runner runner, SchemaSession session, RunStamp stamp) {
        return runner.run(
                targetVersion == null ? new Goal.UpToLatest() : new Goal.UpTo(session.targetVersion(targetVersion)),
                stamp,
                engineOptions(session));
    }
}
