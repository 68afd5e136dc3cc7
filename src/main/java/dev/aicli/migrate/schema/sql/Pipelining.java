package dev.aicli.migrate.schema.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which statements may have others sent behind them before their answer is read.
 *
 * <p>Behind a statement that fails the server executes nothing of what was sent with it. That does not cover what the
 * server accepts and the driver refuses: data that it did not ask for, or settings that it cannot work with. So only
 * statements of kinds known to be harmless qualify.
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

    /** Harmless ones may return rows with {@code RETURNING} only, others when they are none of these. */
    private static final Set<String> WITHOUT_ROWS = Set.of(
            "begin", "commit", "do", "end", "release", "reset", "rollback", "savepoint", "security", "set", "start");

    private static final Pattern SETS_UP_TRANSACTION =
            Pattern.compile("SET\\s+(LOCAL\\s+|SESSION\\s+)?TRANSACTION\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern RETURNING = Pattern.compile("returning", Pattern.CASE_INSENSITIVE);

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

    /** {@return whether a statement says what its transaction is to be like, which has to come before any query} */
    public static boolean setsUpTransaction(SqlStatement statement) {
        return SETS_UP_TRANSACTION.matcher(statement.text()).lookingAt();
    }

    /** {@return whether a statement may return rows; true when it is not known} */
    public static boolean mayReturnRows(SqlStatement statement) {
        String verb = firstWord(statement.text());
        return HARMLESS.contains(verb) ? RETURNING.matcher(statement.text()).find() : !WITHOUT_ROWS.contains(verb);
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
