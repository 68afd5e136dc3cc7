package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.schema.sql.SqlDialect;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;

/** The ability of a database to run SQL scripts. */
public interface SqlScripts {
    /**
     * {@return that of a database}
     *
     * @throws dev.aicli.migrate.model.UsageException when it has none
     */
    static SqlScripts of(Database database) {
        return database.require(SqlScripts.class, "a migration in SQL");
    }

    /**
     * {@return how SQL is read there}
     *
     * @param connection any, with no script's settings in it
     */
    SqlDialect dialect(Connection connection) throws SQLException;

    /**
     * Opens what scripts run on.
     *
     * @param connection the ledger's connection, to be shared where that saves one
     */
    SqlSession session(Connection connection, Cancellation cancellation) throws SQLException;

    /**
     * {@return a session that writes down, for the database's own shell, what it would execute}
     *
     * @param connection as a run would have it; nothing is changed on it
     */
    WrittenSession written(Connection connection, Writer out) throws SQLException;

    /** {@return how the database's own shell runs a script: {@code psql -X -f FILE}} */
    String shellCommand();
}
