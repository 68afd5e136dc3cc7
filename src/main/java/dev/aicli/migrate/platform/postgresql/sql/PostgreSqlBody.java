package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.Literals;
import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.SqlSyntaxException;
import dev.aicli.migrate.schema.sql.TokenCursor;
import dev.aicli.migrate.schema.sql.TokenKind;
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

    /** Reads the body of a DO block, from behind DO. */
    static PostgreSqlBody ofBlock(TokenCursor cursor) {
        String language = "plpgsql";
        String source = "";
        while (!cursor.isAtEnd()) {
            String value = cursor.accept("language") ? cursor.value() : null;
            language = value == null ? language : value;
            String body = cursor.string();
            if (body != null) {
                source = body;
            } else if (value == null) {
                cursor.skip();
            }
        }
        return new PostgreSqlBody(language, source);
    }

    /** Reads the body of a function or procedure, from behind its name. */
    static PostgreSqlBody ofRoutine(TokenCursor cursor) {
        String language = "sql";
        String source = "";
        while (!cursor.isAtEnd()) {
            if (cursor.accept("language")) {
                String value = cursor.value();
                language = value == null ? language : value;
            } else if (cursor.accept("as")) {
                String body = cursor.string();
                source = body == null ? source : body;
            } else if (cursor.kind() == TokenKind.OPEN_PAREN) {
                cursor.skipParentheses();
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
            return ofBlock(cursor);
        }
        if (!cursor.accept("create")) {
            return null;
        }
        cursor.accept("or", "replace");
        if (!cursor.acceptAny("function", "procedure")) {
            return null;
        }
        cursor.qualifiedName();
        PostgreSqlBody body = ofRoutine(cursor);
        return body.language.equals("sql") ? body : null;
    }

    /** Passes on the value of every string constant in it. */
    void forEachString(Consumer<String> consumer) throws IOException {
        try (var buffer = open()) {
            var lexer = new PostgreSqlLexer(buffer);
            for (TokenKind kind = lexer.next(); kind != TokenKind.END; kind = lexer.next()) {
                if (kind == TokenKind.STRING) {
                    consumer.accept(Literals.string(buffer.tokenText()));
                }
            }
        } catch (SqlSyntaxException e) {
            // A body that is not well-formed is the server's to refuse.
            return;
        }
    }

    private SourceBuffer open() throws IOException {
        return SourceBuffer.of(source);
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
            if (buffer.isWord(kind, word)) {
                return true;
            }
        }
        return false;
    }
}
