package dev.aicli.migrate.schema.sql;

import org.jspecify.annotations.Nullable;

/** Reads a statement's tokens from left to right, to find out what it is. */
public final class TokenCursor {
    private final StatementTokens tokens;
    private int at;

    public TokenCursor(StatementTokens tokens) {
        this.tokens = tokens;
    }

    /** {@return that the statement is not executed here} */
    public SqlSyntaxException refused(String sentence) {
        return tokens.error(sentence);
    }

    /** {@return a cursor of its own at the same place} */
    public TokenCursor copy() {
        var copy = new TokenCursor(tokens);
        copy.at = at;
        return copy;
    }

    /** Passes the first word and gives it in lower case; empty when the first token is none. */
    public String verb() {
        return kind() == TokenKind.WORD ? foldAscii(tokens.text(at++)) : "";
    }

    /** Passes a sequence of words when all of them are next. */
    public boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!tokens.isWord(at + i, words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    public boolean acceptAny(String... words) {
        for (String word : words) {
            if (accept(word)) {
                return true;
            }
        }
        return false;
    }

    public boolean accept(TokenKind kind) {
        if (kind() != kind) {
            return false;
        }
        at++;
        return true;
    }

    public boolean acceptOperator(String operator) {
        if (kind() == TokenKind.OPERATOR && text().equals(operator)) {
            at++;
            return true;
        }
        return false;
    }

    public TokenKind kind() {
        return tokens.kind(at);
    }

    public boolean isAtEnd() {
        return at >= tokens.size();
    }

    String text() {
        return tokens.text(at);
    }

    public void skip() {
        at++;
    }

    /** Passes what is in parentheses, when an opening one is next. */
    public void skipParentheses() {
        if (kind() != TokenKind.OPEN_PAREN) {
            return;
        }
        int depth = 0;
        do {
            if (kind() == TokenKind.OPEN_PAREN) {
                depth++;
            } else if (kind() == TokenKind.CLOSE_PAREN) {
                depth--;
            }
            at++;
        } while (depth > 0 && !isAtEnd());
    }

    /** Reads a name, as PostgreSQL's catalogue would hold it; null when none is next. */
    @Nullable
    public String name() {
        if (kind() == TokenKind.WORD) {
            return foldAscii(tokens.text(at++));
        }
        if (kind() == TokenKind.QUOTED_NAME) {
            return Literals.name(tokens.text(at++));
        }
        return null;
    }

    /** PostgreSQL leaves other letters as they are in names that are not quoted. */
    private static String foldAscii(String name) {
        var folded = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + 32));
            }
        }
        return folded.toString();
    }

    /** Reads a name that may have a schema, and a database before that, which is left out. */
    @Nullable
    public QualifiedName qualifiedName() {
        String schema = null;
        String name = name();
        while (name != null && accept(TokenKind.DOT)) {
            schema = name;
            name = name();
        }
        return name == null ? null : new QualifiedName(schema, name);
    }

    /** Reads a string constant and gives its value; null when none is next. */
    @Nullable
    public String string() {
        if (kind() != TokenKind.STRING && kind() != TokenKind.DOLLAR_STRING) {
            return null;
        }
        return Literals.string(tokens.text(at++));
    }

    /** Reads one word, number, name or string and gives its value; null when it is something else. */
    @Nullable
    public String value() {
        return switch (kind()) {
            case WORD, NUMBER -> foldAscii(tokens.text(at++));
            case QUOTED_NAME -> name();
            case STRING, DOLLAR_STRING -> string();
            default -> null;
        };
    }
}
