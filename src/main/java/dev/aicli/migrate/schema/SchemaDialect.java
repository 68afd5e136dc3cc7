package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.platform.postgresql.session.PostgreSqlSession;
import dev.aicli.migrate.platform.postgresql.session.WrittenPostgreSql;
import dev.aicli.migrate.platform.postgresql.sql.PostgreSqlDialect;
import dev.aicli.migrate.platform.sqlite.session.SqliteSession;
import dev.aicli.migrate.platform.sqlite.session.WrittenSqlite;
import dev.aicli.migrate.platform.sqlite.sql.SqliteDialect;
import dev.aicli.migrate.schema.sql.SqlDialect;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;

/** How each kind of database's scripts are read and run. A new database is one constant. */
enum SchemaDialect {
    POSTGRESQL {
        @Override
        String kind() {
            return "postgresql";
        }

        /** The server has said it when it let us in, so that nobody has to ask. */
        @Override
        SqlDialect sql(Connection connection) throws SQLException {
            return new PostgreSqlDialect(
                    !connection.unwrap(BaseConnection.class).getStandardConformingStrings());
        }

        @Override
        SqlSession session(Database database, Connection connection, Cancellation cancellation) throws SQLException {
            return new PostgreSqlSession(database, connection, cancellation);
        }

        @Override
        WrittenSession written(Database database, Connection connection, Writer out) throws SQLException {
            return new WrittenPostgreSql(database, connection, out);
        }

        @Override
        boolean locksTables() {
            return true;
        }
    },
    SQLITE {
        @Override
        String kind() {
            return "sqlite";
        }

        @Override
        SqlDialect sql(Connection connection) {
            return new SqliteDialect();
        }

        @Override
        SqlSession session(Database database, Connection connection, Cancellation cancellation) throws SQLException {
            return new SqliteSession(database, cancellation);
        }

        @Override
        WrittenSession written(Database database, Connection connection, Writer out) throws SQLException {
            return new WrittenSqlite(database, connection, out);
        }

        @Override
        boolean locksTables() {
            return false;
        }
    };

    /** {@return the word for that kind of database} */
    abstract String kind();

    /**
     * {@return how SQL is read there}
     *
     * @param connection any, with no script's settings in it
     */
    abstract SqlDialect sql(Connection connection) throws SQLException;

    /**
     * Opens what scripts run on.
     *
     * @param connection the ledger's connection, to be shared where that saves one
     */
    abstract SqlSession session(Database database, Connection connection, Cancellation cancellation)
            throws SQLException;

    /**
     * {@return a session that writes down, for the database's own shell, what it would execute}
     *
     * @param connection as a run would have it; nothing is changed on it
     */
    abstract WrittenSession written(Database database, Connection connection, Writer out) throws SQLException;

    /** {@return whether it locks tables; else the whole database} */
    abstract boolean locksTables();

    static SchemaDialect of(Database database) {
        for (SchemaDialect dialect : values()) {
            if (dialect.kind().equals(database.kind())) {
                return dialect;
            }
        }
        throw new IllegalArgumentException("no scripts can be run on " + database.kind());
    }
}
