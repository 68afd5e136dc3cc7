package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.JsonWriter;
import java.util.Optional;

/**
 * Where a command has found its history.
 *
 * @param database the database's address
 * @param schema empty where the database has no schemas
 */
record HistoryPlace(String database, Optional<String> schema) {
    void write(JsonWriter json) {
        json.text("database", database);
        json.text("historySchema", schema);
    }
}
