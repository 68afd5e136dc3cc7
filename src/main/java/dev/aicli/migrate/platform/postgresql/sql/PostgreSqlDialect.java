package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.LockAnalyzer;
import dev.aicli.migrate.schema.sql.RunBars;
import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlLexer;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementClassifier;
import dev.aicli.migrate.schema.sql.StatementKind;
import dev.aicli.migrate.schema.sql.StatementNesting;
import dev.aicli.migrate.schema.sql.TransactionBars;
import java.io.IOException;
import java.util.Optional;
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
    protected @Nullable String objection(StatementKind.SessionChange change, String statement) {
        return DriverSettings.objection(change, statement);
    }

    @Override
    protected TransactionBars transactionBars() {
        return new EnumValueFollower();
    }

    @Override
    public Optional<RunBars> runBars() {
        return Optional.of(new EnumValuesOfRun());
    }

    @Override
    public Optional<LockAnalyzer> lockAnalyzer() {
        return Optional.of(new PostgreSqlLockAnalyzer());
    }

    @Override
    public boolean mayReachOut(SqlStatement statement) throws IOException {
        return ServerWide.mayBe(statement);
    }

    @Override
    public SqlDialect byDefault() {
        return backslashEscapes ? new PostgreSqlDialect() : this;
    }

    @Override
    @Nullable
    public String refuse(String command, boolean inStatement) {
        return PsqlCommand.refuse(command, inStatement);
    }
}
