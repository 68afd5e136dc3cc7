package dev.aicli.migrate.model;

import org.jspecify.annotations.Nullable;

/** The command cannot be understood or its input cannot be read. */
public final class UsageException extends MigrateException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        this(message, null);
    }

    public UsageException(String message, @Nullable Throwable cause) {
        super(ExitCode.USAGE, message, cause);
    }
}
