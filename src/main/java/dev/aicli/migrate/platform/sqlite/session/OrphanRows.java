package dev.aicli.migrate.platform.sqlite.session;

import dev.aicli.migrate.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of an SQLite database that refer to rows that are not there. */
final class OrphanRows {
    private static final int SHOWN = 5;

    /** Where there are more different ones in a table, they are only counted. */
    private static final int MOST_VALUES = 100_000;

    /** Rows that lack the same parent; they are known by their values, as rebuilding a table numbers its rows anew. */
    private record Orphan(String table, String parent, String values) {}

    private record Found(long count, Optional<Long> row) {
        Found less(long others) {
            return new Found(count - others, row);
        }
    }

    private final Map<Orphan, Found> orphans;

    private OrphanRows(Map<Orphan, Found> orphans) {
        this.orphans = orphans;
    }

    /** {@return those that are there now} Whatever the connection is set to check. */
    static OrphanRows of(Database database, Connection connection) throws SQLException {
        Map<Orphan, Found> found = new LinkedHashMap<>();
        record Key(String table, String parent, int number, long count) {}
        List<Key> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT \"table\", parent, fkid, count(*)"
                        + " FROM pragma_foreign_key_check GROUP BY 1, 2, 3")) {
            while (row.next()) {
                keys.add(new Key(row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)));
            }
        }
        for (Key key : keys) {
            long left = key.count();
            String table = database.textLiteral(key.table());
            String values = columns(connection, table, key.number()).stream()
                    .map(column -> "quote(c.\"" + column.replace("\"", "\"\"") + "\")")
                    .collect(Collectors.joining(" || ', ' || "));
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT " + values + ", count(*), min(v.rowid)"
                            + " FROM pragma_foreign_key_check(" + table + ") v JOIN \""
                            + key.table().replace("\"", "\"\"") + "\" c ON c.rowid = v.rowid WHERE v.fkid = "
                            + key.number() + " GROUP BY 1 LIMIT " + MOST_VALUES)) {
                while (row.next()) {
                    found.merge(
                            new Orphan(key.table(), key.parent(), row.getString(1)),
                            new Found(row.getLong(2), Optional.of(row.getLong(3))),
                            OrphanRows::sum);
                    left -= row.getLong(2);
                }
            } catch (SQLException e) {
                // A table without row numbers.
            }
            if (left > 0) {
                found.merge(
                        new Orphan(key.table(), key.parent(), ""), new Found(left, Optional.empty()), OrphanRows::sum);
            }
        }
        return new OrphanRows(found);
    }

    private static Found sum(Found one, Found other) {
        return new Found(one.count() + other.count(), one.row());
    }

    private static List<String> columns(Connection connection, String table, int key) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT \"from\" FROM pragma_foreign_key_list(" + table
                        + ") WHERE id = " + key + " ORDER BY seq")) {
            while (row.next()) {
                columns.add(row.getString(1));
            }
        }
        return columns;
    }

    /**
     * {@return those that were not there before} One whose table, or whose parent, has another name now is no new one.
     */
    OrphanRows since(OrphanRows before) {
        Map<Orphan, Found> left = new LinkedHashMap<>(orphans);
        Map<Orphan, Found> known = new LinkedHashMap<>(before.orphans);
        for (Orphan orphan : orphans.keySet()) {
            strike(left, orphan, known, orphan);
        }
        Map<String, List<Orphan>> gone = known.keySet().stream().collect(Collectors.groupingBy(Orphan::values));
        for (Orphan orphan : List.copyOf(left.keySet())) {
            for (Orphan candidate : gone.getOrDefault(orphan.values(), List.of())) {
                if (orphan.parent().equals(candidate.parent()) || orphan.table().equals(candidate.table())) {
                    strike(left, orphan, known, candidate);
                }
            }
        }
        return new OrphanRows(left);
    }

    private static void strike(Map<Orphan, Found> left, Orphan orphan, Map<Orphan, Found> known, Orphan candidate) {
        Found now = left.get(orphan);
        Found then = known.get(candidate);
        if (now != null && then != null) {
            long both = Math.min(now.count(), then.count());
            replace(left, orphan, now.less(both));
            replace(known, candidate, then.less(both));
        }
    }

    private static void replace(Map<Orphan, Found> all, Orphan orphan, Found found) {
        if (found.count() == 0) {
            all.remove(orphan);
        } else {
            all.put(orphan, found);
        }
    }

    boolean isEmpty() {
        return orphans.isEmpty();
    }

    /** {@return how many there are} */
    long count() {
        return orphans.values().stream().mapToLong(Found::count).sum();
    }

    /** {@return some of them, for a person} */
    String shown() {
        String shown = orphans.entrySet().stream()
                .limit(SHOWN)
                .map(entry -> entry.getValue().row().map(row -> "row " + row).orElse("a row")
                        + " of " + entry.getKey().table() + " refers to a missing row of "
                        + entry.getKey().parent())
                .collect(Collectors.joining("; "));
        return orphans.size() > SHOWN ? shown + "; and others" : shown;
    }
}
