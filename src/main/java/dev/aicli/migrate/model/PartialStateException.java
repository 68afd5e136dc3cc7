package dev.aicli.migrate.model;

import org.jspecify.annotations.Nullable;

/** A migration is applied in part, and a person must decide: resume or force. */
public final class PartialStateException extends MigrateException {
    private static final long serialVersionUID = 1L;

    public PartialStateException(String message) {
        this(message, null);
    }

    public PartialStateException(String message, @Nullable Throwable cause) {
        super(ExitCode.PARTIAL, message, cause);
    }
}
