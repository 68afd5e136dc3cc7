package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ConfigSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.engine.Declarations;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.project.Project;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code config baseline}. */
@Command(
        name = "baseline",
        description = "Says at which version files are that neither say it themselves nor have a history.",
        footer = {
            "%nExamples:",
            "  aicli-web config baseline --version 1.0.0",
            "  aicli-web config baseline --version 1.0.0 .env"
        })
public final class ConfigBaselineCommand extends CliCommand {
    @Mixin
    private ConfigOptions configOptions = new ConfigOptions();

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Option(
            names = {"-t", "--version", "--target-version"},
            paramLabel = "VERSION",
            required = true,
            description = "The version that the files are at.")
    private String version = "";

    @Override
    public Outcome run(CommandContext context) {
        Project project = context.project(projectOptions, configOptions.settings());
        try (ConfigSession session = ConfigSession.toChange(context.workspace(), project, configOptions.selection())) {
            Version at = session.track().parseVersion(version);
            RunStamp stamp = session.newRun();
            List<Entry> entries = declare(session, at, stamp, project.run().lockWait());
            return BaselineReport.of(session.base().place(), stamp, entries);
        }
    }

    /** A file that was named must not have a version; of all files, those are meant that have none. */
    private List<Entry> declare(ConfigSession session, Version at, RunStamp stamp, Duration wait) {
        Declarations declarations = session.declarations(RunListener.SILENT);
        History history = session.ledger().read();
        boolean named = !configOptions.selection().files().isEmpty();
        List<Entry> entries = new ArrayList<>();
        for (Subject subject : session.track().subjects()) {
            if (named || session.track().state(subject, history).isEmpty()) {
                entries.addAll(declarations.baseline(subject, at, stamp, wait));
            }
        }
        if (entries.isEmpty()) {
            throw new UsageException("every configuration file has a version already")
                    .next("`config status` shows them; to change one, edit it in the file");
        }
        return entries;
    }
}
