package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.Version;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How far up: shared by the commands that apply pending migrations, or show them. */
public final class UpOptions {
    @Option(
            names = {"-t", "--target-version"},
            paramLabel = "VERSION",
            description = "Up to and including this version, or that of this release.")
    private @Nullable String targetVersion;

    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            description = "The next N migrations; of configuration, the next N of each file.")
    private @Nullable Integer steps;

    @Option(names = "--allow-out-of-order", description = "Apply pending migrations below the current version too.")
    private boolean allowOutOfOrder;

    /** {@return whether pending migrations below the current version are meant too} */
    boolean allowOutOfOrder() {
        return allowOutOfOrder;
    }

    /**
     * What was asked for.
     *
     * @param versions the version that a text names
     * @throws UsageException when the options contradict each other
     */
    Goal goal(Function<String, Version> versions) {
        if (targetVersion != null && steps != null) {
            throw new UsageException("--target-version and --steps exclude each other").next("give one of them");
        }
        if (targetVersion != null) {
            return new Goal.UpTo(versions.apply(targetVersion));
        }
        return steps == null ? new Goal.UpToLatest() : new Goal.UpSteps(Counts.atLeastOne("--steps", steps));
    }
}
