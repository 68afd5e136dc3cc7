package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.platform.postgresql.connection.OwnSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a PostgreSQL server says about itself and the database that we are connected to. */
public final class PostgreSqlCatalogue {
    static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Connection connection;

    public PostgreSqlCatalogue(Connection connection) {
        this.connection = connection;
    }

    int serverMajor() throws SQLException {
        return (int) (number("SELECT pg_catalog.current_setting('server_version_num')::pg_catalog.int8") / 10_000);
    }

    String serverVersion() throws SQLException {
        return text("SELECT pg_catalog.current_setting('server_version')");
    }

    /** {@return whether the server is a standby, which has no serializable snapshots} */
    public boolean inRecovery() throws SQLException {
        return number("SELECT CASE WHEN pg_catalog.pg_is_in_recovery() THEN 1 ELSE 0 END") == 1;
    }

    /** {@return the bytes of the database on the server's disk} */
    long size() throws SQLException {
        return number("SELECT pg_catalog.pg_database_size(pg_catalog.current_database())");
    }

    /**
     * {@return the bytes of rows, without indexes: more than a compressed dump of them} Where somebody holds a table
     * against all others, its size cannot be asked for, and the answer is that of the whole database.
     */
    long rowBytes() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '2s'");
            try {
                return number("SELECT coalesce(sum(pg_catalog.pg_table_size(c.oid)), 0)::pg_catalog.int8"
                        + " FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'm') AND c.oid >= 16384");
            } catch (SQLException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw e;
                }
                return size();
            } finally {
                statement.execute("RESET lock_timeout");
            }
        }
    }

    /** From now on a statement of the transaction that waits longer for a lock fails; zero for no limit. */
    void limitLocks(Duration limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + limit.toMillis());
        }
    }

    /**
     * {@return by number (oid), the names of the tables that a dump must hold: not the system's own, those of
     * extensions, or temporary ones}
     */
    Map<Long, String> tables() throws SQLException {
        String query = "SELECT c.oid::pg_catalog.int8, n.nspname || '.' || c.relname FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'"
                + " AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%'"
                + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.deptype = 'e'"
                + " AND ((d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid)"
                + " OR (d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.objid = n.oid)))"
                + " ORDER BY 2";
        Map<Long, String> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = OwnSql.query(statement, query)) {
            while (rows.next()) {
                tables.put(rows.getLong(1), rows.getString(2));
            }
        }
        return tables;
    }

    public long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(statement, query)) {
            row.next();
            return row.getLong(1);
        }
    }

    String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(statement, query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
