package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.Outcome;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}. */
@Command(
        name = "completion",
        description = "Prints a script that lets bash and zsh complete commands and options.",
        footer = {
            "%nExamples:",
            "  source <(aicli-web completion)",
            "  aicli-web completion > /etc/bash_completion.d/aicli-web"
        })
public final class CompletionCommand extends CliCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Outcome run(CommandContext context) {
        String script = AutoComplete.bash("aicli-web", spec.root().commandLine());
        return Outcome.ok(json -> json.text("script", script), text -> text.raw(script + "\n"));
    }
}
