package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ReleaseSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.LockWait;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.Setting;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.ReleaseBaseline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code release baseline}. */
@Command(
        name = "baseline",
        description =
                "Declares which release is installed, where it was installed by other means. A schema and configuration"
                        + " files without a version are declared to be at the release's.",
        footer = {"%nExamples:", "  aicli-web release baseline --version 1.0.0"})
public final class ReleaseBaselineCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private ReleaseOptions releaseOptions = new ReleaseOptions();

    @Option(
            names = {"-t", "--version", "--target-version"},
            paramLabel = "VERSION",
            required = true,
            description = "The release that is installed.")
    private String version = "";

    @Mixin
    private LockWaitOption lockWait = new LockWaitOption();

    @Override
    public Outcome run(CommandContext context) {
        Map<Setting, String> settings = new HashMap<>(releaseOptions.settings());
        lockWait.addTo(settings);
        Project project = context.project(projectOptions, settings);
        Release release = ReleaseSession.manifest(context.workspace(), project).require(version);
        try (ReleaseSession session = ReleaseSession.toChange(context.workspace(), project)) {
            RunListener listener = Progress.ofCommand(context);
            RunStamp stamp = session.base().newRun();
            List<Entry> entries = new ReleaseBaseline(
                            session.base().ledger(),
                            session.schemaTrack(),
                            session.configTrack(),
                            session::lock,
                            new LockWait(project.run().lockWait(), listener, new Cancellation()))
                    .declare(release, stamp);
            return BaselineReport.of(session.base().place(), stamp, entries);
        }
    }
}
