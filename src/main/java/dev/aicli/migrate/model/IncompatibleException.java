package dev.aicli.migrate.model;

import org.jspecify.annotations.Nullable;

/** This installation may not move to the wanted release. */
public final class IncompatibleException extends MigrateException {
    private static final long serialVersionUID = 1L;

    public IncompatibleException(String message) {
        this(message, null);
    }

    public IncompatibleException(String message, @Nullable Throwable cause) {
        super(ExitCode.INCOMPATIBLE, message, cause);
    }
}
