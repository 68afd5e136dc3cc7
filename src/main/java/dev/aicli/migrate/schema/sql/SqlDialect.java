package dev.aicli.migrate.schema.sql;

import dev.aicli.migrate.platform.postgresql.sql.PostgreSqlDialect;
import dev.aicli.migrate.platform.sqlite.sql.SqliteDialect;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one database's scripts have of their own. Another dialect is another subclass: it names its lexer, its rule for
 * where statements end, and its classifier.
 */
public abstract class SqlDialect {
    public SqlDialect() {}

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
}
