package dev.aicli.migrate.schema.sql;

import org.jspecify.annotations.Nullable;

/** PostgreSQL 12 to 18, and of psql's script language what {@code pg_dump} writes. */
public final class PostgreSqlDialect extends SqlDialect {
    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    SqlLexer lexer(SourceBuffer source) {
        return new PostgreSqlLexer(source);
    }

    @Override
    StatementNesting nesting() {
        return new PostgreSqlNesting();
    }

    @Override
    StatementClassifier classifier() {
        return new PostgreSqlClassifier();
    }

    @Override
    @Nullable
    String refuse(String command, boolean inStatement) {
        return PsqlCommand.refuse(command, inStatement);
    }
}
