package dev.aicli.migrate.backup;

/** No temporary database can be made; the message says why, without a capital at its beginning. */
public final class NoTemporaryDatabaseException extends Exception {
    private static final long serialVersionUID = 1L;

    public NoTemporaryDatabaseException(String reason) {
        super(reason);
    }

    public NoTemporaryDatabaseException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
