package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlLexer;
import dev.aicli.migrate.schema.sql.StatementClassifier;
import dev.aicli.migrate.schema.sql.StatementNesting;
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
    public SqlLexer lexer(SourceBuffer source) {
        return new PostgreSqlLexer(source, backslashEscapes);
    }

    @Override
    public StatementNesting nesting() {
        return new PostgreSqlNesting();
    }

    @Override
    public StatementClassifier classifier() {
        return new PostgreSqlClassifier();
    }

    @Override
    @Nullable
    public String refuse(String command, boolean inStatement) {
        return PsqlCommand.refuse(command, inStatement);
    }
}
