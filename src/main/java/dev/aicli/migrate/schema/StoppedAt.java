package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.SourceLocation;

/**
 * The statement at which a migration that is applied in part goes on.
 *
 * @param number 1-based, in the script
 * @param location where it begins
 * @param text its first lines, passwords masked
 * @param mayHaveRun whether it had been sent when the run ended, so that it may have taken effect
 */
public record StoppedAt(long number, SourceLocation location, String text, boolean mayHaveRun) {}
