package dev.aicli.migrate.history;

/**
 * How far a script has come.
 *
 * @param done statements that have taken effect
 * @param total statements of the script; 0 where there is no script
 */
public record StatementCount(long done, long total) {
    /** For what has no script. */
    public static final StatementCount NONE = new StatementCount(0, 0);
}
