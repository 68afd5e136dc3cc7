package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.SearchPath;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.UsageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What our tables are called, and where they live.
 *
 * @param schema the schema, where the database has schemas
 * @param prefix put before each table's name; empty by default
 */
public record HistoryNames(Optional<String> schema, String prefix) {
    private static final String TABLE = "migration_history";

    /** No other tool's table of that name has it. */
    private static final String COLUMN = "previous_hash";

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,40}");

    public HistoryNames {
        if (!prefix.isEmpty() && !IDENTIFIER.matcher(prefix).matches()) {
            throw new IllegalArgumentException("a history prefix is letters, digits and underscores: " + prefix);
        }
        if (schema.isPresent()) {
            // We write names without quotes, and PostgreSQL keeps those in lower case.
            prefix = prefix.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Finds where the tables are, or are to be: in the schema that the user named; without one, in the first of the
     * connection's search path, in which the scripts' own tables land. Another schema's history is none of ours.
     *
     * @param schema the schema that the user named
     * @throws UsageException when the search path leads to no schema
     */
    public static HistoryNames locate(
            Database database, Connection connection, Optional<String> schema, String prefix) {
        return locate(database, connection, schema, prefix, elsewhere -> {});
    }

    /**
     * The same.
     *
     * @param elsewhere hears of another schema on the path that has a history, when this one has none
     */
    public static HistoryNames locate(
            Database database,
            Connection connection,
            Optional<String> schema,
            String prefix,
            Consumer<String> elsewhere) {
        try {
            if (schema.isPresent()) {
                return new HistoryNames(schema, prefix);
            }
            Optional<SearchPath> path = database.searchPath(connection, prefix + TABLE, COLUMN);
            if (path.isEmpty()) {
                return new HistoryNames(Optional.empty(), prefix);
            }
            List<String> meant = path.get().meant();
            if (meant.isEmpty()) {
                throw nowhere(path.get(), database.schemasWith(connection, prefix + TABLE, COLUMN));
            }
            Optional<String> holder =
                    meant.stream().filter(path.get().holders()::contains).findFirst();
            HistoryNames names = new HistoryNames(holder.or(path.get()::current), prefix);
            if (holder.isEmpty()) {
                path.get()
                        .holders()
                        .forEach(other -> elsewhere.accept("there is a history in schema " + other
                                + ", which is not the first of the search_path; tables are created in "
                                + names.schema().orElse("")
                                + ", and only a history there counts (--history-schema names another schema)"));
            }
            return names;
        } catch (SQLException e) {
            throw new ConnectionException("the connection to " + database.address() + " failed: " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }

    private static UsageException nowhere(SearchPath path, List<String> holders) {
        UsageException exception = new UsageException("the search_path of this connection (" + path.setting()
                + ") leads to no schema that is there and that " + path.user() + " may use");
        exception.next(
                holders.isEmpty()
                        ? "correct the search_path of the URL, PGOPTIONS, the role or the database; or name the schema of"
                                + " the history with --history-schema"
                        : "name the schema of the history, there is one in " + String.join(" and in ", holders)
                                + ": --history-schema " + holders.get(0)
                                + " or history.schema in aicli.yml; or correct the search_path of the URL, PGOPTIONS,"
                                + " the role or the database");
        return exception;
    }

    /** {@return the append-only ledger} */
    public String history() {
        return qualified(historyTable());
    }

    /** {@return the ledger's name without its schema} */
    public String historyTable() {
        return prefix + TABLE;
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
