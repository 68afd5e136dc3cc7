package dev.aicli.migrate.cli.command;

import picocli.CommandLine.Option;

/** Whether to ask before something is done that cannot simply be done again: shared by those commands. */
public final class ConfirmOptions {
    /** Where these options stand in help texts: after a command's own. */
    private static final int ORDER = 10;

    @Option(
            order = ORDER,
            names = {"-y", "--yes"},
            description = "Do not ask. Needed where nobody can be asked.")
    private boolean yes;

    /** Asks, unless the user has answered beforehand; returns only for a yes. */
    void confirm(CommandContext context, String question) {
        if (!yes) {
            context.confirm(question);
        }
    }

    /** {@return whether the user has answered beforehand} */
    boolean given() {
        return yes;
    }
}
