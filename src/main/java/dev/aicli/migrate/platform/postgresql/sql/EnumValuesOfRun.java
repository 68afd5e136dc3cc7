package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.Literals;
import dev.aicli.migrate.schema.sql.QualifiedName;
import dev.aicli.migrate.schema.sql.RunBars;
import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementKind;
import dev.aicli.migrate.schema.sql.StatementTokens;
import dev.aicli.migrate.schema.sql.TokenCursor;
import dev.aicli.migrate.schema.sql.TokenKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds, in scripts that are to be one transaction, uses of enum values that an earlier script adds: PostgreSQL refuses
 * them (SQLSTATE 55P04), unless the type itself is made in the same transaction.
 */
public final class EnumValuesOfRun implements RunBars {
    private final Map<String, String> files = new HashMap<>();
    private final Set<String> typesMade = new HashSet<>();

    @Override
    public Optional<String> of(SqlStatement statement, String file) throws IOException {
        if (statement.kind() instanceof StatementKind.AddEnumValue addition) {
            if (!typesMade.contains(addition.type().name())) {
                files.putIfAbsent(addition.label(), file);
            }
            return Optional.empty();
        }
        try (SourceBuffer source = SourceBuffer.of(statement.text())) {
            StatementTokens tokens = StatementTokens.read(new PostgreSqlLexer(source, statement.backslashEscapes()));
            noteType(new TokenCursor(tokens));
            return files.isEmpty() || tokens.isWord(0, "comment")
                    ? Optional.empty()
                    : Optional.ofNullable(used(tokens))
                            .map(label -> "the run is to be one transaction, and this uses the enum value '" + label
                                    + "', which " + files.get(label)
                                    + " adds; a new value cannot be used in the transaction that adds it");
        }
    }

    private void noteType(TokenCursor cursor) {
        QualifiedName name = cursor.accept("create", "type") ? cursor.qualifiedName() : null;
        if (name != null && cursor.accept("as", "enum")) {
            typesMade.add(name.name());
        }
    }

    private @Nullable String used(StatementTokens tokens) throws IOException {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.kind(i) == TokenKind.STRING) {
                String string = Literals.string(tokens.text(i));
                if (files.containsKey(string)) {
                    return string;
                }
            }
        }
        PostgreSqlBody body = PostgreSqlBody.runOrCheckedNow(new TokenCursor(tokens));
        Set<String> found = new HashSet<>();
        if (body != null) {
            body.forEachString(string -> {
                if (files.containsKey(string)) {
                    found.add(string);
                }
            });
        }
        return found.stream().findFirst().orElse(null);
    }
}
