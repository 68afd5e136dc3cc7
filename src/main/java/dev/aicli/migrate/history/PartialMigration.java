package dev.aicli.migrate.history;

import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Version;

/**
 * A migration that began outside a transaction and did not end: its row says running (the run died, or still goes on)
 * or failed.
 *
 * @param version its version
 * @param direction which way it was going
 * @param row the last row about it
 */
public record PartialMigration(Version version, Direction direction, Row row) {}
