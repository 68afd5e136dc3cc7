package dev.aicli.migrate.backup;

/** No scratch database can be made; the message says why, without a capital at its beginning. */
public final class NoScratchException extends Exception {
    private static final long serialVersionUID = 1L;

    public NoScratchException(String reason) {
        super(reason);
    }

    public NoScratchException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
