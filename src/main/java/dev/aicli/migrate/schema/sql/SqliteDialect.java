package dev.aicli.migrate.schema.sql;

import org.jspecify.annotations.Nullable;

/** SQLite 3. */
public final class SqliteDialect extends SqlDialect {
    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    SqlLexer lexer(SourceBuffer source) {
        return new SqliteLexer(source);
    }

    @Override
    StatementNesting nesting() {
        return new SqliteNesting();
    }

    @Override
    StatementClassifier classifier() {
        return new SqliteClassifier();
    }

    @Override
    @Nullable
    String refuse(String command, boolean inStatement) {
        return command.strip() + " is a command of the sqlite3 shell, not SQL: remove it, or say the same in SQL";
    }

    /** {@return whether a setting's value is read as false} */
    public static boolean isFalse(String value) {
        return SqliteClassifier.isFalse(value);
    }
}
