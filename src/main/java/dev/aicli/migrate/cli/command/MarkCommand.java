package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.engine.Declarations;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.schema.SchemaTrack;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code migrate mark}. */
@Command(
        name = "mark",
        description =
                "Declares that one migration is applied, the others left as they are." + " Runs nothing; is recorded.",
        footer = {
            "%nAsks before it begins; --yes answers beforehand.",
            "%nExamples:",
            "  aicli-web migrate mark 7 --yes"
        })
public final class MarkCommand extends DeclareCommand {
    @Parameters(paramLabel = "VERSION", description = "The migration's version.")
    private String version = "";

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Override
    void confirm(CommandContext context, SchemaSession session) {
        confirm.confirm(
                context,
                "Declare that migration " + version + " is applied in "
                        + session.database().address() + ", without running anything?");
    }

    @Override
    List<Entry> declare(Declarations declarations, SchemaSession session, RunStamp stamp, Duration wait) {
        return declarations.mark(SchemaTrack.DATABASE, session.track().parseVersion(version), stamp, wait);
    }

    @Override
    void print(TextOutput text, List<Entry> entries, String address) {
        text.line(
                entries.isEmpty()
                        ? "Nothing to do: migration " + version + " is applied in " + address + "."
                        : "Declared: migration " + version + " is applied in " + address + ".");
    }
}
