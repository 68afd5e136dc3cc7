package dev.aicli.migrate.schema.sql;

/**
 * A statement that cannot run inside a transaction, or not inside the one that the statements before it run in.
 *
 * @param number the statement's number in its script
 * @param position where it begins
 * @param reason why, as a sentence without a full stop
 * @param excerpt the statement's first lines
 */
public record TransactionObstacle(long number, SourcePosition position, String reason, String excerpt) {}
