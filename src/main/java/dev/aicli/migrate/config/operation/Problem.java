package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.TextPosition;

/** Something wrong in a migration file. */
public record Problem(TextPosition position, String text) {}
