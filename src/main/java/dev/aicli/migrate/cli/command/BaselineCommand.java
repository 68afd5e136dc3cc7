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
import picocli.CommandLine.Option;

/** {@code migrate baseline}. */
@Command(
        name = "baseline",
        description = "Declares, for a database without history, that everything up to a version is there already.",
        footer = {"%nExamples:", "  aicli-web migrate baseline --version 3"})
public final class BaselineCommand extends DeclareCommand {
    @Option(names = "--version", paramLabel = "VERSION", required = true, description = "Everything up to it is there.")
    private String version = "";

    @Override
    List<Entry> declare(Declarations declarations, SchemaSession session, RunStamp stamp, Duration wait) {
        return declarations.baseline(SchemaTrack.DATABASE, session.track().parseVersion(version), stamp, wait);
    }

    @Override
    void print(TextOutput text, List<Entry> entries, String address) {
        text.line("Baseline: " + address + " is at version " + version + ".");
    }
}
