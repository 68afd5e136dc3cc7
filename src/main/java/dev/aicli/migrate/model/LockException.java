package dev.aicli.migrate.model;

import org.jspecify.annotations.Nullable;

/** Another run holds the lock for longer than we may wait. */
public final class LockException extends MigrateException {
    private static final long serialVersionUID = 1L;

    public LockException(String message) {
        this(message, null);
    }

    public LockException(String message, @Nullable Throwable cause) {
        super(ExitCode.LOCKED, message, cause);
    }
}
