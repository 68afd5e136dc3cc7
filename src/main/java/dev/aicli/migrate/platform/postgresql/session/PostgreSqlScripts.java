package dev.aicli.migrate.platform.postgresql.session;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.platform.postgresql.sql.PostgreSqlDialect;
import dev.aicli.migrate.schema.SqlScripts;
import dev.aicli.migrate.schema.SqlSession;
import dev.aicli.migrate.schema.WrittenSession;
import dev.aicli.migrate.schema.sql.SqlDialect;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;

/** Runs scripts on PostgreSQL. */
public final class PostgreSqlScripts implements SqlScripts {
    private final Database database;

    public PostgreSqlScripts(Database database) {
        this.database = database;
    }

    /** The server has said it when it let us in, so that nobody has to ask. */
    @Override
    public SqlDialect dialect(Connection connection) throws SQLException {
        return new PostgreSqlDialect(!connection.unwrap(BaseConnection.class).getStandardConformingStrings());
    }

    @Override
    public SqlSession session(Connection connection, Cancellation cancellation) throws SQLException {
        return new PostgreSqlSession(database, connection, cancellation);
    }

    @Override
    public WrittenSession written(Connection connection, Writer out) throws SQLException {
        return new WrittenPostgreSql(database, connection, out);
    }

    @Override
    public String shellCommand() {
        return "psql -X -f FILE";
    }
}
