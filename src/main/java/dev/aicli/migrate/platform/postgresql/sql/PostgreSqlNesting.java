package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.StatementNesting;
import dev.aicli.migrate.schema.sql.StatementTokens;
import dev.aicli.migrate.schema.sql.TokenKind;
import org.jspecify.annotations.Nullable;

/**
 * Semicolons stand inside a PostgreSQL statement in the parentheses of {@code CREATE RULE … DO (…; …)} and between
 * {@code BEGIN ATOMIC} and {@code END} of a function or procedure. That END follows a semicolon, or ATOMIC itself; the
 * END of a CASE, or one that names a column, never does.
 */
final class PostgreSqlNesting implements StatementNesting {
    /** CREATE OR REPLACE FUNCTION: a statement shows within so many words whether it may have a body. */
    private static final int HEAD = 4;

    private int parentheses;
    private int firstParenthesis;
    private boolean routine;
    private boolean afterBegin;
    private boolean inBody;
    private int bodyStart;
    private boolean endMayFollow;

    @Override
    public void reset() {
        parentheses = 0;
        routine = false;
        afterBegin = false;
        inBody = false;
        endMayFollow = false;
    }

    @Override
    public void token(TokenKind kind, StatementTokens tokens, SourceBuffer source) {
        if (kind == TokenKind.OPEN_PAREN) {
            if (parentheses++ == 0) {
                firstParenthesis = source.token - source.mark;
            }
        } else if (kind == TokenKind.CLOSE_PAREN && parentheses > 0) {
            parentheses--;
        }
        if (tokens.size() <= HEAD) {
            routine = isRoutine(tokens);
        }
        if (routine && parentheses == 0) {
            body(kind, source);
        }
    }

    private static boolean isRoutine(StatementTokens tokens) {
        if (!tokens.isWord(0, "create")) {
            return false;
        }
        int i = tokens.isWord(1, "or") && tokens.isWord(2, "replace") ? 3 : 1;
        return tokens.isWord(i, "function") || tokens.isWord(i, "procedure");
    }

    private void body(TokenKind kind, SourceBuffer source) {
        if (inBody) {
            inBody = !(endMayFollow && source.isWord(kind, "end"));
            endMayFollow = kind == TokenKind.SEMICOLON;
        } else if (afterBegin && source.isWord(kind, "atomic")) {
            inBody = true;
            endMayFollow = true;
        } else {
            afterBegin = source.isWord(kind, "begin");
            bodyStart = source.token - source.mark;
        }
    }

    @Override
    public boolean endsAtSemicolon() {
        return parentheses == 0 && !inBody;
    }

    @Override
    public @Nullable Open open() {
        if (parentheses > 0) {
            return new Open(firstParenthesis, "this parenthesis is never closed");
        }
        return inBody ? new Open(bodyStart, "this BEGIN ATOMIC is never ended: END is missing") : null;
    }
}
