package dev.aicli.migrate.schema.sql;

import org.jspecify.annotations.Nullable;

/**
 * Semicolons stand inside a PostgreSQL statement in the parentheses of {@code CREATE RULE … DO (…; …)} and between
 * {@code BEGIN ATOMIC} and {@code END} of a function or procedure. CASE also ends with END.
 */
final class PostgreSqlNesting implements StatementNesting {
    private int parentheses;
    private int firstParenthesis;
    private boolean routine;
    private int blocks;
    private int firstBlock;
    private boolean afterBegin;
    /** After AS or a dot, BEGIN, CASE and END are labels. */
    private boolean labelNext;

    @Override
    public void reset() {
        parentheses = 0;
        routine = false;
        blocks = 0;
        afterBegin = false;
        labelNext = false;
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
        if (tokens.size() <= 4) {
            routine = isRoutine(tokens);
        }
        if (routine && parentheses == 0) {
            block(kind, source);
        }
    }

    private static boolean isRoutine(StatementTokens tokens) {
        if (!tokens.isWord(0, "create")) {
            return false;
        }
        int i = tokens.isWord(1, "or") && tokens.isWord(2, "replace") ? 3 : 1;
        return tokens.isWord(i, "function") || tokens.isWord(i, "procedure");
    }

    private void block(TokenKind kind, SourceBuffer source) {
        boolean word = kind == TokenKind.WORD && !labelNext;
        if (blocks == 0) {
            if (word && afterBegin && isWord(source, "atomic")) {
                blocks = 1;
            }
            afterBegin = word && isWord(source, "begin");
            if (afterBegin) {
                firstBlock = source.token - source.mark;
            }
        } else if (word && isWord(source, "case")) {
            blocks++;
        } else if (word && isWord(source, "end")) {
            blocks--;
        }
        labelNext = kind == TokenKind.DOT || (kind == TokenKind.WORD && isWord(source, "as"));
    }

    private static boolean isWord(SourceBuffer source, String lowerCase) {
        return StatementTokens.equalsIgnoreCase(source.bytes, source.token, source.pos, lowerCase);
    }

    @Override
    public boolean endsAtSemicolon() {
        return parentheses == 0 && blocks == 0;
    }

    @Override
    public @Nullable Open open() {
        if (parentheses > 0) {
            return new Open(firstParenthesis, "this parenthesis is never closed");
        }
        return blocks > 0 ? new Open(firstBlock, "this BEGIN ATOMIC is never ended: END is missing") : null;
    }
}
