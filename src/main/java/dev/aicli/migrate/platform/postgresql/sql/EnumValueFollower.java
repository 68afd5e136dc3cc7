package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.Literals;
import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.SourcePosition;
import dev.aicli.migrate.schema.sql.StatementKind;
import dev.aicli.migrate.schema.sql.StatementTokens;
import dev.aicli.migrate.schema.sql.TokenCursor;
import dev.aicli.migrate.schema.sql.TokenKind;
import dev.aicli.migrate.schema.sql.TransactionBars;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds uses of enum values that the script adds in the same transaction, which PostgreSQL refuses (SQLSTATE 55P04). A
 * string constant that equals the value's label is taken for a use.
 */
public final class EnumValueFollower implements TransactionBars {
    private final Map<String, SourcePosition> added = new HashMap<>();
    private @Nullable String used;

    @Override
    public void token(TokenKind kind, SourceBuffer source) {
        if (kind == TokenKind.STRING && !added.isEmpty() && used == null) {
            note(Literals.string(source.tokenText()));
        }
    }

    private void note(String string) {
        if (added.containsKey(string)) {
            used = string;
        }
    }

    @Override
    public @Nullable String statement(StatementTokens tokens, StatementKind kind, SourcePosition position)
            throws IOException {
        if (used == null && !added.isEmpty()) {
            PostgreSqlBody body = PostgreSqlBody.runOrCheckedNow(new TokenCursor(tokens));
            if (body != null) {
                body.forEachString(this::note);
            }
        }
        String label = used;
        used = null;
        if (tokens.isWord(0, "comment")) {
            return null;
        }
        if (kind instanceof StatementKind.AddEnumValue addition) {
            added.putIfAbsent(addition.label(), position);
            return null;
        }
        if (kind instanceof StatementKind.TransactionControl control) {
            switch (control.action()) {
                case SAVEPOINT, RELEASE_SAVEPOINT, ROLLBACK_TO_SAVEPOINT -> {}
                default -> added.clear();
            }
        }
        SourcePosition addition = label == null ? null : added.get(label);
        return addition == null
                ? null
                : "this uses the enum value '" + label + "', which line " + addition.line()
                        + " adds; a new value cannot be used in the transaction that adds it";
    }
}
