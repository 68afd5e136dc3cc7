package dev.aicli.migrate.model;

import org.jspecify.annotations.Nullable;

/** The database cannot be reached, or refuses us. */
public final class ConnectionException extends MigrateException {
    private static final long serialVersionUID = 1L;

    public ConnectionException(String message) {
        this(message, null);
    }

    public ConnectionException(String message, @Nullable Throwable cause) {
        super(ExitCode.UNREACHABLE, message, cause);
    }
}
