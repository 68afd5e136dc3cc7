package dev.aicli.migrate.schema.sql;

import dev.aicli.migrate.schema.sql.StatementKind.SessionChange;
import dev.aicli.migrate.schema.sql.StatementKind.TransactionControl;
import dev.aicli.migrate.schema.sql.StatementKind.TransactionControl.Action;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names SQLite's statements, after the pages "PRAGMA Statements" and "Transaction" of its documentation. */
final class SqliteClassifier implements StatementClassifier {
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
    static boolean isFalse(String value) {
        return Set.of("0", "off", "no", "false").contains(value.toLowerCase(Locale.ROOT));
    }

    @Override
    public StatementTraits classify(StatementTokens tokens) {
        var cursor = new TokenCursor(tokens);
        Action action = transactionControl(cursor);
        if (action != null) {
            return StatementTraits.of(new TransactionControl(action));
        }
        if (cursor.accept("vacuum")) {
            return StatementTraits.barred("VACUUM cannot run inside a transaction");
        }
        if (cursor.accept("attach")) {
            return new StatementTraits(
                    new SessionChange("attach", null, false),
                    "ATTACH does not belong in a transaction: rolling back does not undo it");
        }
        if (cursor.accept("detach")) {
            return new StatementTraits(
                    new SessionChange("detach", null, false),
                    "DETACH does not belong in a transaction: rolling back does not undo it");
        }
        return cursor.accept("pragma") ? pragma(cursor) : StatementTraits.ORDINARY;
    }

    private static @Nullable Action transactionControl(TokenCursor cursor) {
        if (cursor.accept("begin")) {
            return Action.BEGIN;
        }
        if (cursor.acceptAny("commit", "end")) {
            return Action.COMMIT;
        }
        if (cursor.accept("rollback")) {
            cursor.accept("transaction");
            return cursor.accept("to") ? Action.ROLLBACK_TO_SAVEPOINT : Action.ROLLBACK;
        }
        if (cursor.accept("savepoint")) {
            return Action.SAVEPOINT;
        }
        return cursor.accept("release") ? Action.RELEASE_SAVEPOINT : null;
    }

    private static StatementTraits pragma(TokenCursor cursor) {
        QualifiedName name = cursor.qualifiedName();
        boolean valued = cursor.acceptOperator("=") || cursor.accept(TokenKind.OPEN_PAREN);
        if (name == null) {
            return StatementTraits.ORDINARY;
        }
        if (name.name().equals("wal_checkpoint")) {
            return StatementTraits.barred("PRAGMA wal_checkpoint cannot run inside a transaction");
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
