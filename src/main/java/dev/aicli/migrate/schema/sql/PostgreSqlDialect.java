package dev.aicli.migrate.schema.sql;

import org.jspecify.annotations.Nullable;

/** PostgreSQL 12 to 18, and of psql's script language what {@code pg_dump} writes. */
public final class PostgreSqlDialect extends SqlDialect {
    private final boolean backslashEscapes;

    /** For sessions as they are by default: a backslash in a plain string is a character like any other. */
    public PostgreSqlDialect() {
        this(false);
    }

    /**
     * For sessions of one database and role.
     *
     * @param backslashEscapes whether {@code standard_conforming_strings} is off there when a script begins
     */
    public PostgreSqlDialect(boolean backslashEscapes) {
        this.backslashEscapes = backslashEscapes;
    }

    /** {@return whether {@code standard_conforming_strings} is off when a script begins} */
    public boolean backslashEscapes() {
        return backslashEscapes;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    SqlLexer lexer(SourceBuffer source) {
        return new PostgreSqlLexer(source, backslashEscapes);
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
