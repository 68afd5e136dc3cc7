package dev.aicli.migrate.model;

import org.jspecify.annotations.Nullable;

/** A backup or a hook failed before anything was applied. */
public final class BackupException extends MigrateException {
    private static final long serialVersionUID = 1L;

    public BackupException(String message) {
        this(message, null);
    }

    public BackupException(String message, @Nullable Throwable cause) {
        super(ExitCode.BACKUP_FAILED, message, cause);
    }
}
