package dev.aicli.migrate.platform.sqlite.sql;

import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.SqlLexer;
import dev.aicli.migrate.schema.sql.TokenKind;
import java.io.IOException;

/**
 * SQLite's lexical rules, as its tokenizer applies them. A comment that is not closed goes to the end of the script.
 */
final class SqliteLexer extends SqlLexer {
    private static final byte[] CLASSES = classes(" \t\n\r\f", "$");

    SqliteLexer(SourceBuffer source) {
        super(source, CLASSES);
    }

    @Override
    public TokenKind next() throws IOException {
        if (!skipBlanks()) {
            return TokenKind.END;
        }
        byte b = source.bytes[source.pos];
        if (isByteOrderMark(b)) {
            source.pos += 3;
            return next();
        }
        if (is(NAME_START, b)) {
            return word(b);
        }
        if (is(DIGIT, b)) {
            takeWhile(NUMBER_PART);
            return TokenKind.NUMBER;
        }
        return switch (b) {
            case ';' -> single(TokenKind.SEMICOLON);
            case '(' -> single(TokenKind.OPEN_PAREN);
            case ')' -> single(TokenKind.CLOSE_PAREN);
            case ',' -> single(TokenKind.COMMA);
            case '\'' -> quoted('\'', "string", TokenKind.STRING);
            case '"', '`' -> quoted((char) b, "quoted name", TokenKind.QUOTED_NAME);
            case '[' -> bracketed();
            case '-' -> source.at(1) == '-' ? lineComment() : operator("->>", "->");
            case '/' -> source.at(1) == '*' ? blockComment(false) : single(TokenKind.OPERATOR);
            case '.' -> dot();
            case '?', ':', '@', '#', '$' -> parameter();
            default -> operator("||", "<=", ">=", "<>", "!=", "==", "<<", ">>");
        };
    }

    private TokenKind bracketed() throws IOException {
        if (!takeUntil((byte) ']')) {
            throw unterminated("quoted name", "]");
        }
        return single(TokenKind.QUOTED_NAME);
    }

    /** SQLite reads a byte order mark as a blank wherever it stands, as it does where files were joined. */
    private boolean isByteOrderMark(byte b) throws IOException {
        return b == (byte) 0xEF && source.at(1) == (byte) 0xBB && source.at(2) == (byte) 0xBF;
    }

    private TokenKind word(byte first) throws IOException {
        takeWhile(NAME_PART);
        boolean blob = (first == 'x' || first == 'X') && source.pos - source.token == 1 && source.at(0) == '\'';
        return blob ? quoted('\'', "blob", TokenKind.STRING) : TokenKind.WORD;
    }

    private TokenKind quoted(char quote, String what, TokenKind kind) throws IOException {
        source.pos++;
        takeQuoted(quote, what);
        return kind;
    }

    private TokenKind dot() throws IOException {
        byte next = source.at(1);
        if (is(DIGIT, next)) {
            takeWhile(NUMBER_PART);
            return TokenKind.NUMBER;
        }
        if (!source.inStatement() && is(NAME_START, next)) {
            takeUntil((byte) '\n');
            return TokenKind.SHELL_COMMAND;
        }
        return single(TokenKind.DOT);
    }

    /** Reads {@code ?1}, {@code :name}, {@code @name}, {@code #name} or {@code $name::tail(suffix)}. */
    private TokenKind parameter() throws IOException {
        boolean numbered = source.at(0) == '?';
        source.pos++;
        takeWhile(numbered ? DIGIT : NAME_PART);
        if (numbered || source.pos - source.token == 1) {
            return TokenKind.PARAMETER;
        }
        while (source.at(0) == ':' && source.at(1) == ':') {
            source.pos += 2;
            takeWhile(NAME_PART);
        }
        if (source.at(0) == '(') {
            int length = 1;
            byte b = source.at(length);
            while (b != ')' && b != 0 && !is(BLANK, b)) {
                b = source.at(++length);
            }
            source.pos += b == ')' ? length + 1 : 0;
        }
        return TokenKind.PARAMETER;
    }

    private TokenKind operator(String... longer) throws IOException {
        for (String operator : longer) {
            boolean same = true;
            for (int i = 0; same && i < operator.length(); i++) {
                same = source.at(i) == operator.charAt(i);
            }
            if (same) {
                source.pos += operator.length();
                return TokenKind.OPERATOR;
            }
        }
        return single(TokenKind.OPERATOR);
    }
}
