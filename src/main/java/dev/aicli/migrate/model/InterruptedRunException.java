package dev.aicli.migrate.model;

/** The run was stopped by a signal, and what it had begun was undone or recorded. */
public final class InterruptedRunException extends MigrateException {
    private static final long serialVersionUID = 1L;

    public InterruptedRunException(ExitCode signal, String message) {
        super(signal, message, null);
        if (signal != ExitCode.INTERRUPTED && signal != ExitCode.TERMINATED) {
            throw new IllegalArgumentException("not a signal: " + signal);
        }
    }
}
