package dev.aicli.migrate.schema.sql;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows by their words what the statements of a script make for its session only: temporary tables, views and
 * sequences, which another session does not have.
 */
public final class TemporaryNames {
    private final SqlDialect dialect;
    private final Map<String, SourcePosition> made = new LinkedHashMap<>();

    public TemporaryNames(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Something temporary.
     *
     * @param made where the statement stands that made it
     */
    public record Temporary(String name, SourcePosition made) {}

    /** Notes what the statement makes and drops. */
    public void follow(SqlStatement statement) throws IOException {
        try (SourceBuffer source = SourceBuffer.of(statement.text())) {
            StatementTokens tokens = StatementTokens.read(dialect.lexer(source));
            QualifiedName name = makes(new TokenCursor(tokens));
            if (name != null && isTemporary(name)) {
                made.put(name.name(), statement.start());
            } else if (name != null) {
                made.remove(name.name());
            }
            TokenCursor cursor = new TokenCursor(tokens);
            switch (cursor.verb()) {
                case "drop" -> dropped(cursor);
                case "discard" -> made.clear();
                default -> {}
            }
        }
    }

    /** {@return something temporary that was made before and that the statement names} */
    public Optional<Temporary> namedBy(SqlStatement statement) throws IOException {
        if (made.isEmpty()) {
            return Optional.empty();
        }
        try (SourceBuffer source = SourceBuffer.of(statement.text())) {
            TokenCursor cursor = new TokenCursor(StatementTokens.read(dialect.lexer(source)));
            QualifiedName madeAgain = makes(cursor.copy());
            if (madeAgain != null && made.containsKey(madeAgain.name())) {
                return Optional.empty();
            }
            for (; !cursor.isAtEnd(); cursor.skip()) {
                String name = cursor.kind() == TokenKind.DOLLAR_STRING
                        ? wordIn(cursor.text())
                        : cursor.copy().name();
                SourcePosition place = name == null ? null : made.get(name);
                if (name != null && place != null) {
                    return Optional.of(new Temporary(name, place));
                }
            }
            return Optional.empty();
        }
    }

    /** Forgets what the statement makes once more. */
    public void forgetMadeAgainBy(SqlStatement statement) throws IOException {
        try (SourceBuffer source = SourceBuffer.of(statement.text())) {
            QualifiedName name = makes(new TokenCursor(StatementTokens.read(dialect.lexer(source))));
            if (name != null) {
                made.remove(name.name());
            }
        }
    }

    /**
     * {@return the table, view or sequence that a statement makes; in the schema {@code pg_temp} if it is temporary}
     */
    private static @Nullable QualifiedName makes(TokenCursor cursor) {
        return switch (cursor.verb()) {
            case "create" -> created(cursor);
            case "select", "with" -> selectedInto(cursor);
            default -> null;
        };
    }

    private @Nullable String wordIn(String body) {
        for (String name : made.keySet()) {
            for (int at = body.indexOf(name); at >= 0; at = body.indexOf(name, at + 1)) {
                int end = at + name.length();
                boolean begins = at == 0 || !Character.isJavaIdentifierPart(body.charAt(at - 1));
                if (begins && (end == body.length() || !Character.isJavaIdentifierPart(body.charAt(end)))) {
                    return name;
                }
            }
        }
        return null;
    }

    private static boolean isTemporary(QualifiedName name) {
        String schema = name.schema();
        return schema != null && (schema.equals("temp") || schema.startsWith("pg_temp"));
    }

    /**
     * The table, view or sequence that is created; in the schema {@code pg_temp} if it outlives its transaction only.
     */
    private static @Nullable QualifiedName created(TokenCursor cursor) {
        cursor.accept("or", "replace");
        cursor.acceptAny("global", "local");
        boolean temporary = cursor.acceptAny("temp", "temporary");
        cursor.acceptAny("unlogged", "recursive");
        if (!cursor.acceptAny("table", "view", "sequence")) {
            return null;
        }
        cursor.accept("if", "not", "exists");
        QualifiedName name = cursor.qualifiedName();
        if (name == null || !(temporary || isTemporary(name))) {
            return name;
        }
        for (; !cursor.isAtEnd(); cursor.skip()) {
            if (cursor.copy().accept("on", "commit", "drop")) {
                return null;
            }
        }
        return new QualifiedName("pg_temp", name.name());
    }

    private static @Nullable QualifiedName selectedInto(TokenCursor cursor) {
        for (; !cursor.isAtEnd(); cursor.skip()) {
            TokenCursor into = cursor.copy();
            if (into.accept("into") && into.acceptAny("temp", "temporary")) {
                into.accept("table");
                QualifiedName name = into.qualifiedName();
                return name == null ? null : new QualifiedName("pg_temp", name.name());
            }
        }
        return null;
    }

    private void dropped(TokenCursor cursor) {
        if (cursor.acceptAny("table", "view", "sequence")) {
            cursor.accept("if", "exists");
            do {
                QualifiedName name = cursor.qualifiedName();
                if (name != null) {
                    made.remove(name.name());
                }
            } while (cursor.accept(TokenKind.COMMA));
        }
    }
}
