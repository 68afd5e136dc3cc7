package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ReleaseSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.project.Project;
import picocli.CommandLine.Mixin;

/** A command that looks at the releases and at both tracks, and changes nothing. */
abstract class ReleaseLookCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Mixin
    private ReleaseOptions releaseOptions = new ReleaseOptions();

    abstract Outcome look(CommandContext context, ReleaseSession session);

    @Override
    public final Outcome run(CommandContext context) {
        Project project = context.project(projectOptions, releaseOptions.settings());
        try (ReleaseSession session = ReleaseSession.toLook(context.workspace(), project)) {
            return look(context, session);
        }
    }
}
