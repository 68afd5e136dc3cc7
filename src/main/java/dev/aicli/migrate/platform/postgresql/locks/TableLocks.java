package dev.aicli.migrate.platform.postgresql.locks;

import dev.aicli.migrate.schema.DryRunStatement.TableLock;
import dev.aicli.migrate.schema.StatementFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The locks that a PostgreSQL session holds on tables, views and sequences. A table's size is asked for once: measuring
 * it opens each of its files, and what is of interest is how large it was when it was locked.
 */
public final class TableLocks {
    private static final String HELD =
            "SELECT l.relation::pg_catalog.int8, l.mode, l.relation::pg_catalog.regclass::pg_catalog.text"
                    + " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) l.relation"
                    + " WHERE l.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid()"
                    + " AND l.locktype OPERATOR(pg_catalog.=) 'relation' AND l.granted"
                    + " AND c.relkind OPERATOR(pg_catalog.=) ANY (ARRAY['r', 'p', 'm', 'v', 'S', 'f']::pg_catalog.\"char\"[])"
                    + " AND c.relnamespace OPERATOR(pg_catalog.<>) ALL (ARRAY['pg_catalog'::pg_catalog.regnamespace,"
                    + " 'pg_toast'::pg_catalog.regnamespace]::pg_catalog.oid[])"
                    + " ORDER BY 3, 2";

    private final Connection connection;
    private final Map<Long, Long> sizes = new HashMap<>();

    public TableLocks(Connection connection) {
        this.connection = connection;
    }

    private record Held(long relation, String mode, String table) {}

    /** {@return what the open transaction holds now} */
    public Set<TableLock> held() throws StatementFailure {
        try (Statement look = connection.createStatement()) {
            Set<Held> held = new LinkedHashSet<>();
            try (ResultSet row = look.executeQuery(HELD)) {
                while (row.next()) {
                    held.add(new Held(row.getLong(1), row.getString(2), row.getString(3)));
                }
            }
            measure(look, held);
            return held.stream()
                    .map(lock -> new TableLock(lock.mode(), lock.table(), sizes.getOrDefault(lock.relation(), 0L)))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (SQLException e) {
            throw StatementFailure.during("looking at the locks", e);
        }
    }

    private void measure(Statement look, Set<Held> held) throws SQLException {
        String unknown = held.stream()
                .map(Held::relation)
                .filter(relation -> !sizes.containsKey(relation))
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        if (unknown.isEmpty()) {
            return;
        }
        try (ResultSet row = look.executeQuery("SELECT r::pg_catalog.int8,"
                + " coalesce(pg_catalog.pg_total_relation_size(r::pg_catalog.oid), 0)"
                + " FROM pg_catalog.unnest('{" + unknown + "}'::pg_catalog.int8[]) r")) {
            while (row.next()) {
                sizes.put(row.getLong(1), row.getLong(2));
            }
        }
    }
}
