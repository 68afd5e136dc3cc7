package dev.aicli.migrate.schema.sql;

import java.util.Locale;
import java.util.Set;

/**
 * Which statements may have a commit sent behind them before their answer is read.
 *
 * <p>A statement that the server refuses spoils its transaction, and the commit behind it becomes a rollback. That does
 * not hold when a savepoint revives the transaction, nor for what the server accepts and the driver refuses: data that
 * it did not ask for, or settings that it cannot work with. So only statements of kinds known to be harmless qualify.
 */
public final class Pipelining {
    private static final Set<String> HARMLESS = Set.of(
            "alter",
            "analyze",
            "comment",
            "create",
            "delete",
            "drop",
            "grant",
            "insert",
            "lock",
            "merge",
            "refresh",
            "reindex",
            "revoke",
            "truncate",
            "update");

    private Pipelining() {}

    /** {@return whether the statement is of a kind known to be harmless} */
    public static boolean isHarmless(SqlStatement statement) {
        return isHarmless(statement.kind(), firstWord(statement.text()));
    }

    /**
     * {@return whether a statement is of a kind known to be harmless}
     *
     * @param verb its first word, in lower case
     */
    static boolean isHarmless(StatementKind kind, String verb) {
        return kind instanceof StatementKind.Ordinary && HARMLESS.contains(verb);
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
