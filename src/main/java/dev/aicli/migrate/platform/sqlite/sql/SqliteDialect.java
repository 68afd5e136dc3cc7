package dev.aicli.migrate.platform.sqlite.sql;

import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlLexer;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementClassifier;
import dev.aicli.migrate.schema.sql.StatementKind;
import dev.aicli.migrate.schema.sql.StatementNesting;
import dev.aicli.migrate.schema.sql.StatementTokens;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SQLite 3. */
public final class SqliteDialect extends SqlDialect {
    private static final int FIRST_TOKENS = 64;

    private static final Pattern REACHES_OUT =
            Pattern.compile("(?i)\\b(attach|load_extension|writefile|vacuum\\s+into|http_post|http_get)");

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public SqlLexer lexer(SourceBuffer source) {
        return new SqliteLexer(source);
    }

    @Override
    public StatementNesting nesting() {
        return new SqliteNesting();
    }

    @Override
    public StatementClassifier classifier() {
        return new SqliteClassifier();
    }

    @Override
    @Nullable
    public String refuse(String command, boolean inStatement) {
        return command.strip() + " is a command of the sqlite3 shell, not SQL: remove it, or say the same in SQL";
    }

    @Override
    protected boolean turnsForeignKeysOff(StatementKind.SessionChange change) {
        return change.value() != null && isFalse(change.value());
    }

    @Override
    public boolean mayReachOut(SqlStatement statement) throws IOException {
        if (REACHES_OUT.matcher(statement.text()).find()) {
            return true;
        }
        // A comment may stand between two words that belong together.
        try (SourceBuffer source = SourceBuffer.of(statement.text())) {
            return REACHES_OUT
                    .matcher(StatementTokens.read(new SqliteLexer(source), FIRST_TOKENS)
                            .words())
                    .find();
        }
    }

    /** {@return whether a setting's value is read as false} */
    public static boolean isFalse(String value) {
        return SqliteClassifier.isFalse(value);
    }
}
