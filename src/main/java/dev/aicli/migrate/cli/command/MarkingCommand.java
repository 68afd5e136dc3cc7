package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.history.Entry;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that declares how one migration stands, the others left as they are. */
abstract class MarkingCommand extends DeclareCommand {
    @Parameters(paramLabel = "VERSION", description = "The migration's version.")
    private String version = "";

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    /** {@return how it stands then: {@code applied}} */
    abstract String state();

    final String version() {
        return version;
    }

    @Override
    final void confirm(CommandContext context, SchemaSession session) {
        confirm.confirm(
                context,
                "Declare that migration " + version + " is " + state() + " in "
                        + session.database().address() + ", without running anything?");
    }

    @Override
    final void print(TextOutput text, List<Entry> entries, String address) {
        String beginning = entries.isEmpty() ? "Nothing to do" : "Declared";
        text.line(beginning + ": migration " + version + " is " + state() + " in " + address + ".");
    }
}
