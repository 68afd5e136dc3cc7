package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.schema.sql.PostgreSqlDialect;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqliteDialect;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;

/** How each kind of database's scripts are read and run. A new database is one constant. */
enum SchemaDialect {
    POSTGRESQL {
        @Override
        SqlDialect sql() {
            return new PostgreSqlDialect();
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
        SqlDialect sql() {
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

    /** {@return how that kind of database's SQL is read} */
    abstract SqlDialect sql();

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
            if (dialect.sql().name().equals(database.kind())) {
                return dialect;
            }
        }
        throw new IllegalArgumentException("no scripts can be run on " + database.kind());
    }
}
