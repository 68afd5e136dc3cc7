package dev.aicli.migrate.project;

import java.util.Optional;

/**
 * Where history is kept.
 *
 * @param schema the schema of its tables; absent for the connection's own
 * @param prefix what its tables' names begin with
 */
public record HistorySettings(Optional<String> schema, String prefix) {}
