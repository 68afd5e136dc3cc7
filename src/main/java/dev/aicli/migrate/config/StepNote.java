package dev.aicli.migrate.config;

import dev.aicli.migrate.model.SourceLocation;
import java.util.Optional;

/**
 * What a person should know about a step on a file.
 *
 * @param text one sentence, free of values
 * @param location the operation in the migration file
 * @param skipped whether the operation did nothing
 */
record StepNote(String text, Optional<SourceLocation> location, boolean skipped) {}
