package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.model.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code config up}. */
@Command(
        name = "up",
        description = "Takes the configuration files to the newest version, or to another one: all files or none.",
        footer = {
            "%nExamples:",
            "  aicli-web config up --target-version 1.1.0",
            "  aicli-web config up",
            "  aicli-web config up config.yml --from 1.0.0"
        })
public final class ConfigUpCommand extends ConfigRunCommand {
    @Option(
            names = {"-t", "--target-version"},
            paramLabel = "VERSION",
            description = "Up to and including this version, or that of this release.")
    private @Nullable String targetVersion;

    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            description = "The next N migrations of each file.")
    private @Nullable Integer steps;

    @Option(names = "--allow-out-of-order", description = "Apply pending migrations below the current version too.")
    private boolean allowOutOfOrder;

    @Override
    boolean allowOutOfOrder() {
        return allowOutOfOrder;
    }

    @Override
    Goal goal(ConfigSession session) {
        return goal(session, targetVersion, steps);
    }

    static Goal goal(ConfigSession session, @Nullable String targetVersion, @Nullable Integer steps) {
        if (targetVersion != null && steps != null) {
            throw new UsageException("--target-version and --steps exclude each other").next("give one of them");
        }
        if (targetVersion != null) {
            return new Goal.UpTo(session.targetVersion(targetVersion));
        }
        return steps == null ? new Goal.UpToLatest() : new Goal.UpSteps(Counts.atLeastOne("--steps", steps));
    }
}
