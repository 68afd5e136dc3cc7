package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.model.UsageException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate down}. */
@Command(
        name = "down",
        description = "Takes migrations back: the last one, or so many, or all above a version, or all.",
        footer = {
            "%nAsks before it begins; --yes answers beforehand.",
            "%nExamples:",
            "  aicli-web migrate down --yes",
            "  aicli-web migrate down --steps 2 --yes",
            "  aicli-web migrate down --target-version 1 --yes",
            "  aicli-web migrate down --all --yes"
        })
public final class DownCommand extends BackwardCommand {
    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            description = "The last N migrations (default: 1).")
    private @Nullable Integer steps;

    @Option(
            names = {"-t", "--target-version"},
            paramLabel = "VERSION",
            description = "All above this version, which stays; 0 for all. Or a release, whose version stays.")
    private @Nullable String targetVersion;

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    @Override
    Goal goal(SchemaSession session) {
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
