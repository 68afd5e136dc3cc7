package dev.aicli.migrate.platform.sqlite.sql;

import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.StatementNesting;
import dev.aicli.migrate.schema.sql.StatementTokens;
import dev.aicli.migrate.schema.sql.TokenKind;
import org.jspecify.annotations.Nullable;

/**
 * Semicolons stand inside a SQLite statement only in a trigger's body, which ends at the first END behind a semicolon:
 * the END of a CASE never stands there. This is the rule of {@code sqlite3_complete}.
 */
final class SqliteNesting implements StatementNesting {
    /** EXPLAIN QUERY PLAN CREATE TEMPORARY TRIGGER: a statement shows within so many words whether it has a body. */
    private static final int HEAD = 6;

    private boolean trigger;
    private boolean inBody;
    private int bodyStart;
    private boolean afterSemicolon;
    private boolean ended;

    @Override
    public void reset() {
        trigger = false;
        inBody = false;
        afterSemicolon = false;
        ended = false;
    }

    @Override
    public void token(TokenKind kind, StatementTokens tokens, SourceBuffer source) {
        if (tokens.size() <= HEAD) {
            trigger = isTrigger(tokens);
        }
        if (!trigger) {
            return;
        }
        if (!inBody && source.isWord(kind, "begin")) {
            inBody = true;
            bodyStart = source.token - source.mark;
        }
        ended = afterSemicolon && source.isWord(kind, "end");
        afterSemicolon = kind == TokenKind.SEMICOLON;
    }

    private static boolean isTrigger(StatementTokens tokens) {
        int i = 0;
        if (tokens.isWord(i, "explain")) {
            i = tokens.isWord(1, "query") && tokens.isWord(2, "plan") ? 3 : 1;
        }
        if (!tokens.isWord(i, "create")) {
            return false;
        }
        i += tokens.isWord(i + 1, "temp") || tokens.isWord(i + 1, "temporary") ? 2 : 1;
        return tokens.isWord(i, "trigger");
    }

    @Override
    public boolean endsAtSemicolon() {
        return !inBody || ended;
    }

    @Override
    public @Nullable Open open() {
        return inBody && !ended ? new Open(bodyStart, "this trigger's body is never ended: END is missing") : null;
    }
}
