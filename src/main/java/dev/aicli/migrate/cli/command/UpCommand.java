package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            "  aicli-web migrate up --transaction run"
        })
public final class UpCommand extends RunCommand {
    @Option(
            names = {"-t", "--target-version"},
            paramLabel = "VERSION",
            description = "Up to and including this version, or that of this release.")
    private @Nullable String targetVersion;

    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            description = "The next N migrations.")
    private @Nullable Integer steps;

    @Option(names = "--allow-out-of-order", description = "Apply pending migrations below the current version too.")
    private boolean allowOutOfOrder;

    @Override
    boolean allowOutOfOrder() {
        return allowOutOfOrder;
    }

    @Override
    RunReport run(Runner runner, SchemaSession session, RunStamp stamp) {
        return runner.run(goal(session, targetVersion, steps), stamp, engineOptions(session));
    }

    static Goal goal(SchemaSession session, @Nullable String targetVersion, @Nullable Integer steps) {
        if (targetVersion != null && steps != null) {
            throw new UsageException("--target-version and --steps exclude each other").next("give one of them");
        }
        if (targetVersion != null) {
            return new Goal.UpTo(session.targetVersion(targetVersion));
        }
        return steps == null ? new Goal.UpToLatest() : new Goal.UpSteps(Counts.atLeastOne("--steps", steps));
    }
}
