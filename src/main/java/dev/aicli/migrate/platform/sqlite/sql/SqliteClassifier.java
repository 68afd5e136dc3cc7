package dev.aicli.migrate.platform.sqlite.sql;

import dev.aicli.migrate.schema.sql.QualifiedName;
import dev.aicli.migrate.schema.sql.StatementClassifier;
import dev.aicli.migrate.schema.sql.StatementKind.SessionChange;
import dev.aicli.migrate.schema.sql.StatementKind.TransactionControl;
import dev.aicli.migrate.schema.sql.StatementKind.TransactionControl.Action;
import dev.aicli.migrate.schema.sql.StatementTokens;
import dev.aicli.migrate.schema.sql.StatementTraits;
import dev.aicli.migrate.schema.sql.TokenCursor;
import dev.aicli.migrate.schema.sql.TokenKind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names SQLite's statements, after the pages "PRAGMA Statements" and "Transaction" of its documentation. */
public final class SqliteClassifier implements StatementClassifier {
    /** Settings of the connection, which are gone with it. */
    private static final Set<String> CONNECTION_SETTINGS = Set.of(
            "analysis_limit",
            "automatic_index",
            "busy_timeout",
            "cache_size",
            "cache_spill",
            "case_sensitive_like",
            "cell_size_check",
            "checkpoint_fullfsync",
            "count_changes",
            "empty_result_callbacks",
            "encoding",
            "foreign_keys",
            "full_column_names",
            "fullfsync",
            "hard_heap_limit",
            "ignore_check_constraints",
            "journal_mode",
            "journal_size_limit",
            "legacy_alter_table",
            "locking_mode",
            "mmap_size",
            "query_only",
            "read_uncommitted",
            "recursive_triggers",
            "reverse_unordered_selects",
            "secure_delete",
            "short_column_names",
            "soft_heap_limit",
            "synchronous",
            "temp_store",
            "temp_store_directory",
            "threads",
            "trusted_schema",
            "wal_autocheckpoint",
            "writable_schema");

    /** What a PRAGMA does inside a transaction instead of what it says. */
    private static final Map<String, String> BARRED = Map.of(
            "foreign_keys", "has no effect inside a transaction",
            "journal_mode", "cannot change the journal inside a transaction",
            "synchronous", "cannot run inside a transaction",
            "temp_store", "cannot run inside a transaction");

    /** {@return whether SQLite reads a setting's value as false} */
    public static boolean isFalse(String value) {
        return Set.of("0", "off", "no", "false").contains(value.toLowerCase(Locale.ROOT));
    }

    @Override
    public StatementTraits classify(StatementTokens tokens) {
        var cursor = new TokenCursor(tokens);
        String verb = cursor.verb();
        return switch (verb) {
            case "begin" -> control(Action.BEGIN);
            case "commit", "end" -> control(Action.COMMIT);
            case "rollback" -> {
                cursor.accept("transaction");
                yield control(cursor.accept("to") ? Action.ROLLBACK_TO_SAVEPOINT : Action.ROLLBACK);
            }
            case "savepoint" -> control(Action.SAVEPOINT);
            case "release" -> control(Action.RELEASE_SAVEPOINT);
            case "vacuum" -> StatementTraits.cannotRun("VACUUM");
            case "attach", "detach" ->
                new StatementTraits(
                        new SessionChange(verb, null, false),
                        verb.toUpperCase(Locale.ROOT)
                                + " does not belong in a transaction: rolling back does not undo it");
            case "pragma" -> pragma(cursor);
            default -> StatementTraits.ORDINARY;
        };
    }

    private static StatementTraits control(Action action) {
        return StatementTraits.of(new TransactionControl(action));
    }

    private static StatementTraits pragma(TokenCursor cursor) {
        QualifiedName name = cursor.qualifiedName();
        boolean valued = cursor.acceptOperator("=") || cursor.accept(TokenKind.OPEN_PAREN);
        if (name == null) {
            return StatementTraits.ORDINARY;
        }
        if (name.name().equals("wal_checkpoint")) {
            return StatementTraits.cannotRun("PRAGMA wal_checkpoint");
        }
        if (!valued || !CONNECTION_SETTINGS.contains(name.name())) {
            return StatementTraits.ORDINARY;
        }
        String bar = BARRED.get(name.name());
        return new StatementTraits(
                new SessionChange(name.name(), cursor.value(), false),
                bar == null ? null : "PRAGMA " + name.name() + " " + bar);
    }
}
