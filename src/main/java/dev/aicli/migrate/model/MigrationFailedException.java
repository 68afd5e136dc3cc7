package dev.aicli.migrate.model;

import org.jspecify.annotations.Nullable;

/** A migration failed and was undone; target and history are as before. */
public final class MigrationFailedException extends MigrateException {
    private static final long serialVersionUID = 1L;

    public MigrationFailedException(String message) {
        this(message, null);
    }

    public MigrationFailedException(String message, @Nullable Throwable cause) {
        super(ExitCode.MIGRATION_FAILED, message, cause);
    }
}
