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
import picocli.CommandLine.Option;

/** {@code migrate force}. */
@Command(
        name = "force",
        description = "Declares the version that the database is at, whatever history says. Runs nothing; is recorded.",
        footer = {
            "%nAsks before it begins; --yes answers beforehand.",
            "%nExamples:",
            "  aicli-web migrate force --version 3 --yes"
        })
public final class ForceCommand extends DeclareCommand {
    @Option(
            names = "--version",
            paramLabel = "VERSION",
            required = true,
            description = "Everything up to it is there, nothing above it; 0 for nothing at all.")
    private String version = "";

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Override
    void confirm(CommandContext context, SchemaSession session) {
        confirm.confirm(
                context,
                "Declare that " + session.database().address() + " is at version " + version + ", without running"
                        + " anything?");
    }

    @Override
    List<Entry> declare(Declarations declarations, SchemaSession session, RunStamp stamp, Duration wait) {
        return declarations.force(SchemaTrack.DATABASE, session.track().parseVersion(version), stamp, wait);
    }

    @Override
    void print(TextOutput text, List<Entry> entries, String address) {
        text.line("Declared: " + address + " is at version " + version + ".");
    }
}
