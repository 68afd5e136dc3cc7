package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.HistoryPlace;
import dev.aicli.migrate.cli.output.JsonWriter;

/** Says in JSON where history was found. */
final class HistoryPlaceJson {
    private HistoryPlaceJson() {}

    static void write(JsonWriter json, HistoryPlace place) {
        json.text("database", place.database());
        json.text("historySchema", place.schema());
    }
}
