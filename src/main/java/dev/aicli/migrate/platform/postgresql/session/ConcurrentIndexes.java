package dev.aicli.migrate.platform.postgresql.session;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.platform.postgresql.connection.OwnSql;
import dev.aicli.migrate.schema.sql.QualifiedName;
import dev.aicli.migrate.schema.sql.StatementKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Indexes that PostgreSQL builds, rebuilds and drops without a transaction. A build that fails leaves an invalid index,
 * which costs every write and serves no query, and which {@code IF NOT EXISTS} takes for the wanted one.
 */
final class ConcurrentIndexes {
    /** Names that REINDEX CONCURRENTLY gives to what it works on. */
    private static final String REINDEX_LEFTOVER = "_cc(new|old)[0-9]*$";

    private final Database database;
    private final Connection connection;

    ConcurrentIndexes(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /** {@return whether the statement has taken effect already} Drops what a failed one left behind. */
    boolean settle(StatementKind kind) throws SQLException {
        if (kind instanceof StatementKind.CreateIndexConcurrently create) {
            String name = create.index();
            if (name == null) {
                return false;
            }
            List<String> found = find(create.table(), "c.relname = " + database.textLiteral(name), true);
            drop(find(create.table(), "c.relname = " + database.textLiteral(name), false));
            return !found.isEmpty();
        }
        if (kind instanceof StatementKind.DropIndexConcurrently drop) {
            return !exists(drop.index());
        }
        if (kind instanceof StatementKind.ReindexConcurrently reindex) {
            dropLeftovers(reindex);
        }
        return false;
    }

    /** Fails when the index that was to be built is there and invalid. */
    void requireValid(StatementKind kind) throws SQLException {
        if (kind instanceof StatementKind.CreateIndexConcurrently create && create.index() != null) {
            List<String> invalid = find(create.table(), "c.relname = " + database.textLiteral(create.index()), false);
            if (!invalid.isEmpty()) {
                throw new SQLException("index " + invalid.get(0)
                        + " is invalid: an earlier attempt to build it failed; it serves no query");
            }
        }
    }

    private void dropLeftovers(StatementKind.ReindexConcurrently reindex) throws SQLException {
        QualifiedName name = reindex.name();
        String leftover = "c.relname ~ '" + REINDEX_LEFTOVER + "'";
        switch (reindex.scope()) {
            case TABLE -> drop(find(name, leftover, false));
            case INDEX ->
                drop(find(
                        "i.indrelid = (SELECT o.indrelid FROM pg_catalog.pg_index o WHERE o.indexrelid = "
                                + number(name) + ") AND " + leftover,
                        false));
            case SCHEMA, DATABASE, SYSTEM -> {
                // Anything of the database may be rebuilt: what was left is named by the server, and dropped by hand.
            }
        }
    }

    private List<String> find(@Nullable QualifiedName table, String condition, boolean valid) throws SQLException {
        return find("i.indrelid = " + number(table) + " AND " + condition, valid);
    }

    private List<String> find(String condition, boolean valid) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(
                        statement,
                        "SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)"
                                + " FROM pg_catalog.pg_index i"
                                + " JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE " + condition + " AND i.indisvalid = " + valid)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private void drop(List<String> indexes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String index : indexes) {
                statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + index);
            }
        }
    }

    private boolean exists(QualifiedName relation) throws SQLException {
        return !number(relation).equals("NULL");
    }

    /** {@return the number (oid) of what the script means by the name, on its own path; {@code NULL} for nothing} */
    private String number(@Nullable QualifiedName name) throws SQLException {
        if (name == null) {
            return "NULL";
        }
        String quoted = (name.schema() == null ? "" : quoted(name.schema()) + ".") + quoted(name.name());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_catalog.to_regclass(" + database.textLiteral(quoted) + ")::pg_catalog.oid")) {
            row.next();
            return String.valueOf(row.getString(1)).replace("null", "NULL");
        }
    }

    private static String quoted(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
