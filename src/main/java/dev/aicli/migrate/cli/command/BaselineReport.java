package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.HistoryPlace;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.RunStamp;
import java.util.List;

/** What was declared to be at which version. */
final class BaselineReport {
    private BaselineReport() {}

    static Outcome of(HistoryPlace place, RunStamp stamp, List<Entry> entries) {
        return Outcome.ok(
                json -> {
                    HistoryPlaceJson.write(json, place);
                    json.text("runId", stamp.runId());
                    json.objects("entries", entries, entry -> {
                        json.text("action", entry.action().word());
                        json.text("target", entry.subject().target());
                        json.text("version", entry.version());
                    });
                },
                text -> entries.forEach(entry -> text.line(
                        "Baseline: " + entry.subject().target() + " is at version " + entry.version() + ".")));
    }
}
