package dev.aicli.migrate.platform.sqlite.sql;

import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlLexer;
import dev.aicli.migrate.schema.sql.StatementClassifier;
import dev.aicli.migrate.schema.sql.StatementNesting;
import org.jspecify.annotations.Nullable;

/** SQLite 3. */
public final class SqliteDialect extends SqlDialect {
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

    /** {@return whether a setting's value is read as false} */
    public static boolean isFalse(String value) {
        return SqliteClassifier.isFalse(value);
    }
}
