package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.engine.Declarations;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.schema.SchemaTrack;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;

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
public final class MarkCommand extends MarkingCommand {
    @Override
    String state() {
        return "applied";
    }

    @Override
    List<Entry> declare(Declarations declarations, SchemaSession session, RunStamp stamp, Duration wait) {
        return declarations.mark(SchemaTrack.DATABASE, session.track().parseVersion(version()), stamp, wait);
    }
}
