package dev.aicli.migrate.schema.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of a DO block, function or procedure: PL/pgSQL or SQL that stands in a string constant.
 *
 * @param language in lower case
 * @param source the string's value; empty when there is none
 */
record PostgreSqlBody(String language, String source) {

    /** Reads on to the body, which may stand before or behind {@code LANGUAGE}. */
    static PostgreSqlBody ofRoutine(TokenCursor cursor) {
        String language = "plpgsql";
        String source = "";
        while (!cursor.isAtEnd()) {
            if (cursor.accept("language")) {
                String value = cursor.value();
                language = value == null ? language : value;
            } else if (cursor.kind() == TokenKind.STRING || cursor.kind() == TokenKind.DOLLAR_STRING) {
                String value = cursor.string();
                // Defaults of parameters are strings too; a body is longer than any of them.
                source = value != null && value.length() > source.length() ? value : source;
            } else {
                cursor.skip();
            }
        }
        return new PostgreSqlBody(language, source);
    }

    /**
     * Reads the body of a statement that executes it, or checks it as it would for executing: DO, and routines in SQL.
     *
     * @return null when the statement is another
     */
    static @Nullable PostgreSqlBody runOrCheckedNow(TokenCursor cursor) {
        if (cursor.accept("do")) {
            return ofRoutine(cursor);
        }
        if (!cursor.accept("create")) {
            return null;
        }
        cursor.accept("or", "replace");
        if (!cursor.acceptAny("function", "procedure")) {
            return null;
        }
        PostgreSqlBody body = ofRoutine(cursor);
        return body.language.equals("sql") ? body : null;
    }

    /** Passes on the value of every string constant in it. */
    void forEachString(Consumer<String> consumer) throws IOException {
        try (var buffer = open()) {
            var lexer = new PostgreSqlLexer(buffer);
            for (TokenKind kind = lexer.next(); kind != TokenKind.END; kind = lexer.next()) {
                if (kind == TokenKind.STRING) {
                    consumer.accept(PostgreSqlLiterals.string(buffer.tokenText()));
                }
            }
        } catch (SqlSyntaxException e) {
            // A body that is not well-formed is the server's to refuse.
            return;
        }
    }

    private SourceBuffer open() throws IOException {
        return new SourceBuffer(new ByteArrayInputStream(source.getBytes(UTF_8)), ScriptOptions.defaults());
    }

    /** {@return whether a COMMIT or ROLLBACK stands in PL/pgSQL where a statement begins} */
    boolean endsTransaction() throws IOException {
        if (!language.equals("plpgsql")) {
            return false;
        }
        try (var buffer = open()) {
            var lexer = new PostgreSqlLexer(buffer);
            boolean atStart = false;
            boolean ending = false;
            for (TokenKind kind = lexer.next(); kind != TokenKind.END; kind = lexer.next()) {
                if (kind.isComment()) {
                    continue;
                }
                if (ending && (kind == TokenKind.SEMICOLON || isAny(buffer, kind, "and"))) {
                    return true;
                }
                ending = atStart && isAny(buffer, kind, "commit", "rollback");
                atStart = kind == TokenKind.SEMICOLON
                        || isAny(buffer, kind, "begin", "then", "else", "loop")
                        || (kind == TokenKind.OPERATOR && buffer.bytes[buffer.token] == '>');
            }
            return false;
        } catch (SqlSyntaxException e) {
            // A body that is not well-formed is the server's to refuse.
            return false;
        }
    }

    private static boolean isAny(SourceBuffer buffer, TokenKind kind, String... words) {
        for (String word : words) {
            if (kind == TokenKind.WORD
                    && StatementTokens.equalsIgnoreCase(buffer.bytes, buffer.token, buffer.pos, word)) {
                return true;
            }
        }
        return false;
    }
}
