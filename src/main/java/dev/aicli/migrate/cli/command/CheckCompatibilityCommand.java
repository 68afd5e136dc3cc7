package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.Quantities;
import dev.aicli.migrate.project.Setting;
import dev.aicli.migrate.release.compatibility.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code check-compatibility}. */
@Command(
        name = "check-compatibility",
        description = {
            "May this installation move to a release? Looks at everything that could stand in the way, and changes"
                    + " nothing. Exit code 0, or 5 when something stands in the way.",
            "With --app-version: can an application of that release work with what is installed? For containers, before"
                    + " they start: exit code 0 when it can, 3 when schema or configuration are behind, 5 when they are"
                    + " incompatible."
        },
        footer = {
            "%nExamples:",
            "  aicli-web check-compatibility --target-version 2.0.0",
            "  aicli-web check-compatibility --target-version 2.0.0 --strict --junit compatibility.xml",
            "  aicli-web check-compatibility --app-version 1.0.0 --wait 60s"
        })
public final class CheckCompatibilityCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private ReleaseOptions releaseOptions = new ReleaseOptions();

    @Mixin
    private TimeoutOptions timeouts = new TimeoutOptions();

    @Option(
            names = {"-t", "--target-version"},
            paramLabel = "RELEASE",
            description = "The release to move to.")
    private @Nullable String targetVersion;

    @Option(names = "--strict", description = "Warnings stand in the way too.")
    private boolean strict;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the result as JUnit XML to this file too.")
    private @Nullable Path junit;

    @Option(
            names = "--no-trial",
            description = "Do not execute the schema migrations in a transaction that is rolled back. The trial takes"
                    + " the locks that the migrations take.")
    private boolean noTrial;

    @Option(
            names = "--long-transaction",
            paramLabel = "TIME",
            description = "The age from which on an open transaction stands in the way; a tenth of it is a warning"
                    + " (default: 1h).")
    private @Nullable String longTransaction;

    @Option(
            names = "--replication-lag",
            paramLabel = "TIME",
            description = "The lag of a standby that is a warning (default: 1min).")
    private @Nullable String replicationLag;

    @Option(
            names = "--app-version",
            paramLabel = "RELEASE",
            description = "The release of an application that wants to start. --wait is then for a migration too.")
    private @Nullable String appVersion;

    @Override
    public Outcome run(CommandContext context) {
        if (targetVersion != null && appVersion == null) {
            return askWhetherToUpgrade(context, targetVersion);
        }
        if (appVersion != null && targetVersion == null) {
            return askWhetherToStart(context, appVersion);
        }
        throw new UsageException(
                        targetVersion == null
                                ? "a release is missing"
                                : "--target-version and --app-version exclude each other")
                .next("give --target-version to ask whether to upgrade, or --app-version to ask whether to start");
    }

    private Outcome askWhetherToUpgrade(CommandContext context, String release) {
        Limits limits = new Limits(
                duration("--long-transaction", longTransaction).orElse(Limits.DEFAULT.transaction()),
                duration("--replication-lag", replicationLag).orElse(Limits.DEFAULT.replicationLag()));
        CompatibilityReport report = new CompatibilityQuestion(
                        context, context.project(projectOptions, settings()), cancellation(context))
                .ask(release, limits, !noTrial, strict);
        if (junit != null) {
            new JUnitReport(report).write(context.directory().resolve(junit));
        }
        return report.outcome();
    }

    private Outcome askWhetherToStart(CommandContext context, String release) {
        if (strict || noTrial || junit != null || longTransaction != null || replicationLag != null) {
            throw new UsageException("--strict, --junit, --no-trial, --long-transaction and --replication-lag are for"
                            + " --target-version")
                    .next("leave them out with --app-version");
        }
        Duration patience =
                duration("--wait", projectOptions.waitTime().orElse(null)).orElse(Duration.ZERO);
        Project project = context.read(projectOptions, settings());
        return new ApplicationGate(context, project, cancellation(context)).ask(release, patience);
    }

    private Map<Setting, String> settings() {
        Map<Setting, String> settings = new HashMap<>(releaseOptions.settings());
        settings.putAll(timeouts.settings());
        return settings;
    }

    private static Cancellation cancellation(CommandContext context) {
        Cancellation cancellation = new Cancellation();
        context.signals().cancel(cancellation, context.messages());
        return cancellation;
    }

    private static Optional<Duration> duration(String option, @Nullable String text) {
        return Optional.ofNullable(text)
                .map(given -> Quantities.duration(given)
                        .orElseThrow(() -> new UsageException(option + " cannot be read: '" + given + "'")
                                .next("write " + Quantities.DURATION_FORM)));
    }
}
