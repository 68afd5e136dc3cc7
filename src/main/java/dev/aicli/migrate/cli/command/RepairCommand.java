package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.SchemaSession;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.engine.Declarations;
import dev.aicli.migrate.engine.Finding;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.schema.SchemaTrack;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate repair}. */
@Command(
        name = "repair",
        description = "Accepts the present text of applied migrations whose files were changed. Runs nothing; is"
                + " recorded.",
        footer = {
            "%nAsks before it begins; --yes answers beforehand.",
            "%nExamples:",
            "  aicli-web migrate repair --yes"
        })
public final class RepairCommand extends DeclareCommand {
    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Override
    void confirm(CommandContext context, SchemaSession session) {
        if (confirm.given()) {
            return;
        }
        List<Finding> drift = session.inspect().drift();
        if (!drift.isEmpty()) {
            String versions = drift.stream().map(Finding::version).collect(Collectors.joining(", "));
            confirm.confirm(context, "Accept the changed files of version " + versions + " as they are now?");
        }
    }

    @Override
    List<Entry> declare(Declarations declarations, SchemaSession session, RunStamp stamp, Duration wait) {
        return declarations.repair(SchemaTrack.DATABASE, stamp, wait);
    }

    @Override
    void print(TextOutput text, List<Entry> entries, String address) {
        text.line(
                entries.isEmpty()
                        ? "Nothing to repair."
                        : "Accepted " + Quantity.count(entries.size(), "changed file") + ".");
    }
}
