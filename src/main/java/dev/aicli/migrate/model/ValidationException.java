package dev.aicli.migrate.model;

import org.jspecify.annotations.Nullable;

/** The migrations, or what was recorded of them, do not hold together. */
public final class ValidationException extends MigrateException {
    private static final long serialVersionUID = 1L;

    public ValidationException(String message) {
        this(message, null);
    }

    public ValidationException(String message, @Nullable Throwable cause) {
        super(ExitCode.INVALID, message, cause);
    }
}
