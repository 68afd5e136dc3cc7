package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.Outcome;
import picocli.CommandLine.Mixin;

/** What a command is: options to be filled in, and one method. */
public abstract class CliCommand {
    @Mixin
    private OutputOptions output = new OutputOptions();

    /** {@return how it is to write} */
    public final OutputOptions output() {
        return output;
    }

    /**
     * Does it.
     *
     * @throws dev.aicli.migrate.model.MigrateException when it cannot be done; whoever called shows it
     */
    public abstract Outcome run(CommandContext context);

    /** Hears that it was called in words that nobody understands; it has the options that were understood. */
    public void misunderstood(CommandContext context) {}
}
