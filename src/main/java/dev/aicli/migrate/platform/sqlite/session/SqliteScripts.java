package dev.aicli.migrate.platform.sqlite.session;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.platform.sqlite.sql.SqliteDialect;
import dev.aicli.migrate.schema.SqlScripts;
import dev.aicli.migrate.schema.SqlSession;
import dev.aicli.migrate.schema.WrittenSession;
import dev.aicli.migrate.schema.sql.SqlDialect;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;

/** Runs scripts on SQLite. */
public final class SqliteScripts implements SqlScripts {
    private final Database database;

    public SqliteScripts(Database database) {
        this.database = database;
    }

    @Override
    public SqlDialect dialect(Connection connection) {
        return new SqliteDialect();
    }

    @Override
    public SqlSession session(Connection connection, Cancellation cancellation) throws SQLException {
        return new SqliteSession(database, cancellation);
    }

    @Override
    public WrittenSession written(Connection connection, Writer out) throws SQLException {
        return new WrittenSqlite(database, connection, out);
    }

    @Override
    public String shellCommand() {
        return "sqlite3 DATABASE < FILE";
    }
}
