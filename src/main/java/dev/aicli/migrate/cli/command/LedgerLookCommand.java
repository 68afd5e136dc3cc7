package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.project.Project;
import picocli.CommandLine.Mixin;

/** A command that looks at the history of both tracks and changes nothing. */
abstract class LedgerLookCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    abstract Outcome look(CommandContext context, LedgerSession session);

    @Override
    public final Outcome run(CommandContext context) {
        Project project = context.project(projectOptions);
        try (LedgerSession session = LedgerSession.toLook(context.workspace(), project)) {
            return look(context, session);
        }
    }
}
