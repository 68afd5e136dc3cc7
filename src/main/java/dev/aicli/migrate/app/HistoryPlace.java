package dev.aicli.migrate.app;

import java.util.Optional;

/**
 * Where history was found.
 *
 * @param database the database's address
 * @param schema empty where the database has no schemas
 */
public record HistoryPlace(String database, Optional<String> schema) {}
