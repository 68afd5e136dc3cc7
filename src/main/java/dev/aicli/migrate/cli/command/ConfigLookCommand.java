package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ConfigSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.project.Project;
import picocli.CommandLine.Mixin;

/** A command that looks at the configuration files and changes nothing. */
abstract class ConfigLookCommand extends CliCommand {
    @Mixin
    private ConfigOptions configOptions = new ConfigOptions();

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    abstract Outcome look(CommandContext context, ConfigSession session);

    @Override
    public final Outcome run(CommandContext context) {
        Project project = context.project(projectOptions, configOptions.settings());
        try (ConfigSession session = ConfigSession.toLook(context.workspace(), project, configOptions.selection())) {
            return look(context, session);
        }
    }
}
