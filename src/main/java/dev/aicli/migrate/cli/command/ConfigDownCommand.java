package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.model.UsageException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code config down}. What it takes back can be put back, edits included, so that it does not ask. */
@Command(
        name = "down",
        description =
                "Takes the configuration files back: by one version, or so many, or to a version, or all the way.",
        footer = {
            "%nA file that was not edited gets its exact former bytes; in one that was, edits stay.",
            "%nExamples:",
            "  aicli-web config down",
            "  aicli-web config down --target-version 1.0.0",
            "  aicli-web config down --all"
        })
public final class ConfigDownCommand extends ConfigRunCommand {
    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            description = "The last N migrations of each file (default: 1).")
    private @Nullable Integer steps;

    @Option(
            names = {"-t", "--target-version"},
            paramLabel = "VERSION",
            description = "All above this version, which stays. Or a release, whose version stays.")
    private @Nullable String targetVersion;

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    /** Accepted as by every way back; there is nothing to ask. */
    @Mixin
    @SuppressWarnings("UnusedVariable")
    private ConfirmOptions confirm = new ConfirmOptions();

    @Override
    Goal goal(ConfigSession session) {
        long given = Stream.of(steps, targetVersion, all ? Boolean.TRUE : null)
                .filter(Objects::nonNull)
                .count();
        if (given > 1) {
            throw new UsageException("--steps, --target-version and --all exclude each other").next("give one of them");
        }
        if (all) {
            return new Goal.DownAll();
        }
        if (targetVersion != null) {
            return new Goal.DownTo(session.targetVersion(targetVersion));
        }
        return new Goal.DownSteps(steps == null ? 1 : Counts.atLeastOne("--steps", steps));
    }
}
