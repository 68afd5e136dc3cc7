package dev.aicli.migrate.model;

/** How the program ends; the numbers are a public promise. */
public enum ExitCode {
    DONE(0, "done, or nothing to do"),
    MIGRATION_FAILED(1, "a migration failed"),
    USAGE(2, "usage: options, project file, unreadable input"),
    PENDING(3, "pending migrations (status --check)"),
    INVALID(4, "validation failed: checksum, order, parse error"),
    INCOMPATIBLE(5, "not compatible"),
    LOCKED(6, "lock not acquired in time"),
    PARTIAL(7, "partially applied: a person must decide"),
    BACKUP_FAILED(8, "backup or hook failed; nothing was applied"),
    UNREACHABLE(9, "cannot connect"),
    INTERRUPTED(130, "interrupted (SIGINT)"),
    TERMINATED(143, "terminated (SIGTERM)");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** {@return the process exit status} */
    public int number() {
        return number;
    }

    /** {@return what it means, in a few words for help texts} */
    public String meaning() {
        return meaning;
    }
}
