package dev.aicli.migrate.schema.sql;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one database's scripts have of their own. Another dialect is another subclass: it names its lexer, its rule for
 * where statements end, and its classifier.
 */
public abstract class SqlDialect {
    /** {@return the database's name as users write it} */
    public abstract String name();

    protected abstract SqlLexer lexer(SourceBuffer source) throws IOException;

    protected abstract StatementNesting nesting();

    protected abstract StatementClassifier classifier();

    /**
     * Decides on a command to the database's own shell.
     *
     * @param command its line
     * @param inStatement whether a statement has begun before it
     * @return why it cannot be passed over, as a sentence; null when it can
     */
    protected abstract @Nullable String refuse(String command, boolean inStatement);

    /** {@return why a script cannot change a setting of its session so, as a sentence; null when it can} */
    protected @Nullable String objection(StatementKind.SessionChange change, String statement) {
        return null;
    }

    /** {@return whether a change of the setting {@code foreign_keys} has them not checked from then on} */
    protected boolean turnsForeignKeysOff(StatementKind.SessionChange change) {
        return false;
    }

    /** {@return what finds statements that cannot be in one transaction with those before them} */
    protected TransactionBars transactionBars() {
        return TransactionBars.NONE;
    }

    /**
     * {@return the same for scripts that are to be one transaction; empty where the database has no such statements}
     */
    public Optional<RunBars> runBars() {
        return Optional.empty();
    }

    /** {@return what tells beforehand which tables are locked; empty where the whole database is locked} */
    public Optional<LockAnalyzer> lockAnalyzer() {
        return Optional.empty();
    }

    /**
     * {@return whether a statement may, by its words, change more than the database that it is executed in: roles,
     * other databases, files, other servers} In doubt it may.
     *
     * @throws IOException never: the text is in memory
     */
    public abstract boolean mayReachOut(SqlStatement statement) throws IOException;

    /**
     * {@return how SQL is read in a session that nobody has set up otherwise; this one where that makes no difference}
     */
    public SqlDialect byDefault() {
        return this;
    }
}
