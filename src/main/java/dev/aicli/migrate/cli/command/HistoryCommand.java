package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.Quantity;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.Row;
import dev.aicli.migrate.model.Checksums;
import dev.aicli.migrate.model.UsageException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code history}. */
@Command(
        name = "history",
        description = "Shows every step of every run, the oldest first.",
        footer = {"%nExamples:", "  aicli-web history", "  aicli-web history --limit 10", "  aicli-web history verify"})
public final class HistoryCommand extends LedgerLookCommand {
    @Option(names = "--run", paramLabel = "ID", description = "Only this run.")
    private @Nullable String run;

    @Option(names = "--limit", paramLabel = "N", description = "Only the last N rows.")
    private @Nullable Integer limit;

    @Override
    Outcome look(CommandContext context, LedgerSession session) {
        List<Row> all = session.ledger().readUnchecked().rows().stream()
                .filter(row -> run == null || row.entry().run().runId().equals(run))
                .toList();
        if (run != null && all.isEmpty()) {
            throw new UsageException("history has no run '" + run + "'").next("see the runs with `aicli-web history`");
        }
        int from = limit == null ? 0 : Math.max(0, all.size() - Counts.atLeastOne("--limit", limit));
        List<Row> rows = all.subList(from, all.size());
        String address = session.database().address();
        return Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, session.place());
                    json.objects("rows", rows, row -> write(context, json, row));
                },
                text -> {
                    if (rows.isEmpty()) {
                        text.line("No history: " + address + " was never migrated by aicli-web.");
                    }
                    text.table(
                            List.of(
                                    "ROW",
                                    "STARTED",
                                    "TARGET",
                                    "ACTION",
                                    "STATUS",
                                    "VERSION",
                                    "TOOK",
                                    "RUN",
                                    "DESCRIPTION"),
                            rows.stream().map(HistoryCommand::cells).toList());
                });
    }

    private static List<String> cells(Row row) {
        Entry entry = row.entry();
        return List.of(
                Long.toString(row.sequence()),
                entry.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                entry.subject().target(),
                entry.action().word(),
                entry.status().word(),
                entry.version().isEmpty() ? "-" : entry.version(),
                entry.durationMillis().map(Quantity::duration).orElse("-"),
                entry.run().runId(),
                entry.description());
    }

    private static void write(CommandContext context, JsonWriter json, Row row) {
        Entry entry = row.entry();
        json.number("sequence", row.sequence());
        json.text("runId", entry.run().runId());
        json.text("track", entry.subject().track());
        json.text("target", entry.subject().target());
        json.text("version", entry.version());
        json.text("description", entry.description());
        json.text("action", entry.action().word());
        json.text("status", entry.status().word());
        json.text("file", entry.scriptName());
        json.text("byteChecksum", entry.checksums().map(Checksums::bytes));
        json.text("meaningChecksum", entry.checksums().map(Checksums::meaning));
        json.number("statementsDone", entry.statements().done());
        json.number("statementsTotal", entry.statements().total());
        json.text("startedAt", entry.startedAt().toString());
        entry.durationMillis()
                .ifPresentOrElse(millis -> json.number("durationMillis", millis), () -> json.nothing("durationMillis"));
        json.text("release", entry.run().release());
        json.text("toolVersion", entry.run().toolVersion());
        json.text("operator", entry.run().operator());
        json.text("backupId", entry.run().backupId());
        json.flag("downScriptStored", row.hasDownScript());
        json.text("error", entry.error().map(context.messages()::masked));
        json.text("hash", row.hash());
    }
}
