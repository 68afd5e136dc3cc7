package dev.aicli.migrate.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The names that people give a database in folders and files: {@code postgres/}, {@code 001_users.sqlite3.up.sql}.
 * Those of databases that are not read here are known too, since their files are not ours.
 */
public final class DatabaseNames {
    private static final Map<String, String> OF_OTHERS = Map.ofEntries(
            Map.entry("mysql", "mysql"),
            Map.entry("mariadb", "mariadb"),
            Map.entry("mssql", "sqlserver"),
            Map.entry("sqlserver", "sqlserver"),
            Map.entry("oracle", "oracle"),
            Map.entry("cockroach", "cockroachdb"),
            Map.entry("cockroachdb", "cockroachdb"),
            Map.entry("clickhouse", "clickhouse"),
            Map.entry("duckdb", "duckdb"),
            Map.entry("h2", "h2"));

    private static final String ENDING = ".sql";
    private static final List<String> DIRECTIONS = List.of(".up", ".down");

    private final Map<String, String> kinds = new HashMap<>(OF_OTHERS);

    /**
     * The names of all databases.
     *
     * @param own names of those that are read here, lower case, each with its kind
     */
    public DatabaseNames(Map<String, String> own) {
        kinds.putAll(own);
    }

    /** {@return the kind of database that a folder's name stands for; empty when it is no database's name} */
    Optional<String> kind(String name) {
        return Optional.ofNullable(kinds.get(name.toLowerCase(Locale.ROOT)));
    }

    /** {@return every name of a kind of database} */
    List<String> namesOf(String kind) {
        return kinds.entrySet().stream()
                .filter(entry -> entry.getValue().equals(kind))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * A file's name without the database in it.
     *
     * @param name the rest: {@code 001_users.up.sql}
     * @param kind the database that the file is for; empty when it is for any
     */
    record Name(String name, Optional<String> kind) {}

    /** Takes {@code 001_users.postgres.up.sql} or {@code 001_users.up.postgres.sql} apart. */
    Name takeApart(String fileName) {
        int ending = fileName.length() - ENDING.length();
        if (ending < 0 || fileName.lastIndexOf('.', ending - 1) < 0) {
            return new Name(fileName, Optional.empty());
        }
        Name behind = without(fileName, ending);
        if (behind.kind().isPresent()) {
            return behind;
        }
        for (String direction : DIRECTIONS) {
            int start = ending - direction.length();
            if (start > 0 && fileName.regionMatches(true, start, direction, 0, direction.length())) {
                return without(fileName, start);
            }
        }
        return behind;
    }

    private Name without(String fileName, int end) {
        int dot = fileName.lastIndexOf('.', end - 1);
        Optional<String> kind = dot < 0 ? Optional.empty() : kind(fileName.substring(dot + 1, end));
        return kind.isEmpty()
                ? new Name(fileName, kind)
                : new Name(fileName.substring(0, dot) + fileName.substring(end), kind);
    }
}
