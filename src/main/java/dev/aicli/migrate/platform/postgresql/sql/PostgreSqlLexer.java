package dev.aicli.migrate.platform.postgresql.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aicli.migrate.schema.sql.Literals;
import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.SqlLexer;
import dev.aicli.migrate.schema.sql.StatementKind;
import dev.aicli.migrate.schema.sql.StatementTraits;
import dev.aicli.migrate.schema.sql.TokenKind;
import java.io.IOException;
import java.util.Arrays;

/**
 * PostgreSQL's lexical rules, as its manual's chapter "Lexical Structure" gives them and its server and psql apply
 * them.
 */
final class PostgreSqlLexer extends SqlLexer {
    private static final byte[] CLASSES = classes(" \t\n\r\f\u000b", "$");
    private static final boolean[] OPERATOR = operatorBytes("~!@#^&|`?+-*/%<>=");
    /** An operator of several characters may end in + or - only if it contains one of these. */
    private static final boolean[] UNUSUAL_OPERATOR = operatorBytes("~!@#^&|`?%");

    /** A string constant goes on in the next line without repeating its prefix. */
    private enum Continuation {
        NONE,
        PLAIN,
        ESCAPED
    }

    private Continuation continuation = Continuation.NONE;
    private boolean lineEndedSinceString;

    /** Whether standard_conforming_strings is off: now, when the transaction is committed, and when rolled back. */
    private boolean backslashEscapes;

    private boolean backslashEscapesOnCommit;
    private boolean backslashEscapesOnRollback;
    private boolean inTransaction;

    private final boolean byDefault;

    /**
     * A lexer.
     *
     * @param backslashEscapes whether standard_conforming_strings is off in a session that begins
     */
    PostgreSqlLexer(SourceBuffer source, boolean backslashEscapes) {
        super(source, CLASSES);
        this.byDefault = backslashEscapes;
        this.backslashEscapes = backslashEscapes;
        this.backslashEscapesOnCommit = backslashEscapes;
        this.backslashEscapesOnRollback = backslashEscapes;
    }

    /** A lexer for sessions as they are by default. */
    PostgreSqlLexer(SourceBuffer source) {
        this(source, false);
    }

    private static boolean[] operatorBytes(String characters) {
        var table = new boolean[256];
        characters.chars().forEach(c -> table[c] = true);
        return table;
    }

    @Override
    public TokenKind next() throws IOException {
        if (!skipBlanksNotingLineEnds()) {
            return TokenKind.END;
        }
        byte b = source.bytes[source.pos];
        if (is(NAME_START, b)) {
            return word(b);
        }
        if (is(DIGIT, b)) {
            continuation = Continuation.NONE;
            takeWhile(NUMBER_PART);
            return TokenKind.NUMBER;
        }
        if (b == '\'') {
            return string();
        }
        if (b == '-' && source.at(1) == '-') {
            return comment();
        }
        continuation = Continuation.NONE;
        return switch (b) {
            case ';' -> single(TokenKind.SEMICOLON);
            case '(' -> single(TokenKind.OPEN_PAREN);
            case ')' -> single(TokenKind.CLOSE_PAREN);
            case ',' -> single(TokenKind.COMMA);
            case '"' -> quotedName(1);
            case '$' -> dollar();
            case '.' -> dot();
            case ':' -> colon();
            case '/' -> source.at(1) == '*' ? blockComment(true) : operator();
            case '\\' -> shellCommand();
            default -> OPERATOR[b & 0xff] ? operator() : single(TokenKind.OPERATOR);
        };
    }

    private boolean skipBlanksNotingLineEnds() throws IOException {
        if (continuation == Continuation.NONE) {
            return skipBlanks();
        }
        while (true) {
            byte b = source.at(0);
            source.token = source.pos;
            if (!is(BLANK, b)) {
                return b != 0;
            }
            lineEndedSinceString |= b == '\n' || b == '\r';
            source.pos++;
        }
    }

    private TokenKind word(byte first) throws IOException {
        continuation = Continuation.NONE;
        takeWhile(NAME_PART);
        if (source.pos - source.token != 1) {
            return TokenKind.WORD;
        }
        byte next = source.at(0);
        if (next == '\'') {
            return switch (first) {
                case 'e', 'E' -> quoted(true);
                case 'n', 'N' -> quoted(backslashEscapes);
                case 'b', 'B', 'x', 'X' -> quoted(false);
                default -> TokenKind.WORD;
            };
        }
        if (next == '&' && (first == 'u' || first == 'U')) {
            if (source.at(1) == '\'') {
                source.pos++;
                return quoted(false);
            }
            if (source.at(1) == '"') {
                return quotedName(2);
            }
        }
        return TokenKind.WORD;
    }

    private TokenKind quotedName(int opening) throws IOException {
        source.pos += opening;
        takeQuoted('"', "quoted name");
        return TokenKind.QUOTED_NAME;
    }

    private TokenKind colon() throws IOException {
        byte next = source.at(1);
        source.pos += next == ':' || next == '=' ? 2 : 1;
        return TokenKind.OPERATOR;
    }

    /** psql reads a command wherever a backslash stands outside of quotes. */
    private TokenKind shellCommand() throws IOException {
        takeUntil((byte) '\n');
        return TokenKind.SHELL_COMMAND;
    }

    private TokenKind string() throws IOException {
        boolean goesOn = continuation != Continuation.NONE && lineEndedSinceString;
        return quoted(goesOn ? continuation == Continuation.ESCAPED : backslashEscapes);
    }

    /** Reads a string constant whose opening quote is next. */
    private TokenKind quoted(boolean escapes) throws IOException {
        source.pos++;
        if (escapes) {
            takeEscaped();
        } else {
            takeQuoted('\'', "string");
        }
        continuation = escapes ? Continuation.ESCAPED : Continuation.PLAIN;
        lineEndedSinceString = false;
        return TokenKind.STRING;
    }

    private void takeEscaped() throws IOException {
        while (takeUntil((byte) '\'', (byte) '\\')) {
            boolean backslash = source.bytes[source.pos] == '\\';
            source.pos++;
            byte next = source.at(0);
            if (!backslash && next != '\'') {
                return;
            }
            if (next != 0) {
                source.pos++;
            }
        }
        throw unterminated("string", "'");
    }

    /** Unlike the lines of a file, the lines that a comment ends with may also end in a lone carriage return. */
    private TokenKind comment() throws IOException {
        takeUntil((byte) '\n', (byte) '\r');
        return TokenKind.LINE_COMMENT;
    }

    /** Reads a parameter, a dollar-quoted string, or a stray dollar sign. */
    private TokenKind dollar() throws IOException {
        source.pos++;
        byte next = source.at(0);
        if (is(DIGIT, next)) {
            takeWhile(DIGIT);
            return TokenKind.PARAMETER;
        }
        int tag = 0;
        while (is(NAME_PART, next) && next != '$' && !(tag == 0 && is(DIGIT, next))) {
            next = source.at(++tag);
        }
        if (next != '$') {
            return TokenKind.OPERATOR;
        }
        source.pos += tag + 1;
        int length = source.pos - source.token;
        byte[] delimiter = Arrays.copyOfRange(source.bytes, source.token, source.pos);
        while (takeUntil((byte) '$')) {
            source.at(length - 1);
            int end = Math.min(source.limit, source.pos + length);
            if (Arrays.equals(source.bytes, source.pos, end, delimiter, 0, length)) {
                source.pos += length;
                return TokenKind.DOLLAR_STRING;
            }
            source.pos++;
        }
        throw unterminated("dollar-quoted string", new String(delimiter, UTF_8));
    }

    private TokenKind dot() throws IOException {
        byte next = source.at(1);
        if (is(DIGIT, next)) {
            takeWhile(NUMBER_PART);
            return TokenKind.NUMBER;
        }
        if (next == '.') {
            source.pos += 2;
            return TokenKind.OPERATOR;
        }
        return single(TokenKind.DOT);
    }

    /** Reads an operator: it ends where a comment starts. */
    private TokenKind operator() throws IOException {
        boolean unusual = false;
        int length = 0;
        byte b = source.at(0);
        while (OPERATOR[b & 0xff]) {
            byte next = source.at(length + 1);
            if ((b == '-' && next == '-') || (b == '/' && next == '*')) {
                break;
            }
            unusual |= UNUSUAL_OPERATOR[b & 0xff];
            length++;
            b = next;
        }
        if (!unusual) {
            while (length > 1 && (source.at(length - 1) == '-' || source.at(length - 1) == '+')) {
                length--;
            }
        }
        source.pos += length;
        return TokenKind.OPERATOR;
    }

    @Override
    public boolean backslashEscapes() {
        return backslashEscapes;
    }

    @Override
    protected void statementEnded(StatementTraits traits) {
        if (traits.kind() instanceof StatementKind.TransactionControl control) {
            switch (control.action()) {
                case SAVEPOINT, RELEASE_SAVEPOINT, ROLLBACK_TO_SAVEPOINT, COMMIT_PREPARED, ROLLBACK_PREPARED -> {}
                case BEGIN -> inTransaction = true;
                case COMMIT, PREPARE_TRANSACTION -> afterTransaction(backslashEscapesOnCommit, false);
                case COMMIT_AND_CHAIN -> afterTransaction(backslashEscapesOnCommit, true);
                case ROLLBACK -> afterTransaction(backslashEscapesOnRollback, false);
                case ROLLBACK_AND_CHAIN -> afterTransaction(backslashEscapesOnRollback, true);
            }
        } else if (traits.kind() instanceof StatementKind.SessionChange change
                && (change.name().equals("standard_conforming_strings")
                        || change.name().equals("all"))) {
            backslashEscapes = change.value() == null ? byDefault : Literals.isFalse(change.value());
            if (!change.local()) {
                backslashEscapesOnCommit = backslashEscapes;
                backslashEscapesOnRollback = inTransaction ? backslashEscapesOnRollback : backslashEscapes;
            }
        }
    }

    private void afterTransaction(boolean escapes, boolean chained) {
        inTransaction = chained;
        backslashEscapes = escapes;
        backslashEscapesOnCommit = escapes;
        backslashEscapesOnRollback = escapes;
    }
}
