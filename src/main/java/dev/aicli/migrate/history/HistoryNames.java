package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.model.ConnectionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What our tables are called, and where they live.
 *
 * @param schema the schema, where the database has schemas
 * @param prefix put before each table's name; empty by default
 */
public record HistoryNames(Optional<String> schema, String prefix) {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,40}");

    public HistoryNames {
        if (!prefix.isEmpty() && !IDENTIFIER.matcher(prefix).matches()) {
            throw new IllegalArgumentException("a history prefix is letters, digits and underscores: " + prefix);
        }
    }

    /**
     * Finds where the tables are, or are to be.
     *
     * @param schema the schema that the user named; without one, the ledger is looked for along the search path, since
     *     the first schema of the path may be another one than when the ledger was created
     */
    public static HistoryNames locate(
            Database database, Connection connection, Optional<String> schema, String prefix) {
        try {
            return new HistoryNames(
                    schema.isPresent()
                            ? schema
                            : database.schemaOf(connection, prefix + "migration_history", "previous_hash"),
                    prefix);
        } catch (SQLException e) {
            throw new ConnectionException("the connection to " + database.address() + " failed: " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }

    /** {@return the append-only ledger} */
    public String history() {
        return qualified(historyTable());
    }

    /** {@return the ledger's name without its schema} */
    public String historyTable() {
        return prefix + "migration_history";
    }

    /** {@return the view of the current version of each target} */
    public String versionView() {
        return qualified(versionViewName());
    }

    /** {@return the view's name without its schema} */
    public String versionViewName() {
        return prefix + "schema_version";
    }

    /** {@return how far a migration without a transaction of its own has come: at most one row a target} */
    public String progress() {
        return qualified(progressTable());
    }

    /** {@return the progress table's name without its schema} */
    public String progressTable() {
        return prefix + "migration_progress";
    }

    /** {@return the lease rows} */
    public String lock() {
        return qualified(lockTable());
    }

    /** {@return the lease table's name without its schema} */
    public String lockTable() {
        return prefix + "migration_lock";
    }

    /** {@return what the schema was at each version: one row a version} */
    public String catalogue() {
        return qualified(catalogueTable());
    }

    /** {@return the catalogue table's name without its schema} */
    public String catalogueTable() {
        return prefix + "migration_catalogue";
    }

    /** {@return the names of everything that is ours, without a schema} */
    public List<String> tables() {
        return List.of(historyTable(), versionViewName(), progressTable(), lockTable(), catalogueTable());
    }

    private String qualified(String table) {
        return schema.map(name -> "\"" + name.replace("\"", "\"\"") + "\"." + table)
                .orElse(table);
    }
}
