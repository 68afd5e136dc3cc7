package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.app.SchemaSession.ReadAhead;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.project.Project;
import picocli.CommandLine.Mixin;

/** A command that looks at the database and changes nothing. */
abstract class LookCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    abstract Outcome look(CommandContext context, SchemaSession session);

    /** {@return what it will ask of the migrations' files} */
    ReadAhead ahead() {
        return ReadAhead.FOLDER;
    }

    @Override
    public final Outcome run(CommandContext context) {
        Project project = context.project(projectOptions);
        try (SchemaSession session = SchemaSession.toLook(context.workspace(), project, ahead())) {
            return look(context, session);
        }
    }
}
