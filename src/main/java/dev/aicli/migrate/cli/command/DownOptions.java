package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.Version;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How far down: shared by the commands that take migrations back. */
public final class DownOptions {
    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            description = "The last N migrations; of configuration, the last N of each file (default: 1).")
    private @Nullable Integer steps;

    @Option(
            names = {"-t", "--target-version"},
            paramLabel = "VERSION",
            description = "All above this version, which stays, or above that of this release; 0 for the whole schema.")
    private @Nullable String targetVersion;

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    /**
     * What was asked for.
     *
     * @param versions the version that a text names
     * @throws UsageException when the options contradict each other
     */
    Goal goal(Function<String, Version> versions) {
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
            return new Goal.DownTo(versions.apply(targetVersion));
        }
        return new Goal.DownSteps(steps == null ? 1 : Counts.atLeastOne("--steps", steps));
    }
}
