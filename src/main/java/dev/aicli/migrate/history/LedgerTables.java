package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.TableFacts;
import dev.aicli.migrate.model.ValidationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ledger's tables: their shape, how they come to be, and how to tell them from others of the same name. */
final class LedgerTables {
    /** The format written by this program. */
    static final int FORMAT = 2;

    /** No other tool's table has these three. */
    private static final Set<String> OURS = Set.of("sequence", "previous_hash", "run_id");

    /** A column in a statement that creates a table of ours: name and type. */
    private static final Pattern COLUMN = Pattern.compile("[(,] ?([a-z_]+) (bigint|integer|text|timestamptz)\\b");

    private final Database database;
    private final HistoryNames names;

    LedgerTables(Database database, HistoryNames names) {
        this.database = database;
        this.names = names;
    }

    /**
     * {@return whether the ledger exists}
     *
     * @throws ValidationException when a table of that name exists that is not ours, or in which others have a hand
     */
    boolean exist(Connection connection) throws SQLException {
        Map<String, TableFacts> facts = database.facts(
                connection,
                names.schema(),
                List.of(names.historyTable(), names.progressTable(), names.catalogueTable()));
        TableFacts history = facts.get(names.historyTable());
        if (history == null) {
            return false;
        }
        if (!history.columns().keySet().containsAll(OURS)) {
            throw foreign(names.history(), history.columns().keySet());
        }
        requireOurs(names.history(), history, create().get(0));
        TableFacts progress = facts.get(names.progressTable());
        if (progress != null) {
            requireOurs(names.progress(), progress, create().get(1));
        }
        TableFacts catalogue = facts.get(names.catalogueTable());
        if (catalogue != null && catalogue.columns().containsKey("objects")) {
            requireOurs(names.catalogue(), catalogue, createCatalogue());
        }
        return true;
    }

    /**
     * Refuses a table that does more than keep what is written into it, that has columns of other types than ours, or
     * whose owner may not be believed: its rows would be somebody else's words, and writing to it could run his code
     * with our rights.
     *
     * @param creation the statement with which we make it; a column of a later format may be missing
     */
    static void requireOurs(String name, TableFacts facts, String creation) {
        List<String> oddities = new ArrayList<>(facts.oddities());
        Matcher declared = COLUMN.matcher(creation);
        while (declared.find()) {
            String type = facts.columns().get(declared.group(1));
            if (type != null && !type.equals(declared.group(2))) {
                oddities.add("its column " + declared.group(1) + " is of the type " + type);
            }
        }
        if (!oddities.isEmpty()) {
            throw new ValidationException(name + " is not as aicli-web makes it: " + String.join(", ", oddities)
                            + "; nobody knows whose words are in it, so it is not used")
                    .next("see who did that; drop what is not yours; a role that is to be believed owns the schema or"
                            + " the database, or is granted to the role that migrates (GRANT … TO …)");
        }
    }

    /**
     * Refuses to go on when something that is not ours has one of the names that we need.
     *
     * @param format of the tables that are there; 0 when there are none
     */
    void requireFreeNames(Connection connection, int format) throws SQLException {
        if (format == 0) {
            requireFree(connection, names.versionViewName(), names.versionView());
            requireFree(connection, names.progressTable(), names.progress());
        }
        requireFree(connection, names.catalogueTable(), names.catalogue());
    }

    private void requireFree(Connection connection, String table, String qualified) throws SQLException {
        Set<String> columns = database.columns(connection, names.schema(), table);
        if (!columns.isEmpty()) {
            throw foreign(qualified, columns);
        }
    }

    static ValidationException foreign(String name, Set<String> columns) {
        ValidationException exception = new ValidationException(
                name + " exists already and belongs to something else (" + owner(columns) + "); it was not touched");
        exception.next("keep our history apart: set history.schema or history.prefix in aicli.yml,"
                + " or give --history-schema or --history-prefix");
        return exception;
    }

    private static String owner(Set<String> columns) {
        if (columns.equals(Set.of("version", "dirty"))) {
            return "it looks like golang-migrate's";
        }
        if (columns.contains("installed_rank")) {
            return "it looks like Flyway's";
        }
        if (columns.contains("version_id") && columns.contains("is_applied")) {
            return "it looks like goose's";
        }
        if (columns.equals(Set.of("version"))) {
            return "it looks like that of Rails or dbmate";
        }
        return "its columns: " + String.join(", ", columns);
    }

    /**
     * {@return the statements that take the tables from a format to {@link #FORMAT}; every database understands them}
     *
     * @param format 0 when there are no tables
     */
    List<String> changesFrom(int format) {
        List<String> changes = new ArrayList<>();
        if (format == 0) {
            changes.addAll(create());
        }
        if (format < 2) {
            changes.add(createCatalogue());
        }
        return changes;
    }

    private String createCatalogue() {
        return "CREATE TABLE " + names.catalogue() + " ("
                + "version text NOT NULL PRIMARY KEY, "
                + "run_id text NOT NULL, "
                + "recorded_at " + database.instantType() + " NOT NULL, "
                + "server text NOT NULL, "
                + "objects text NOT NULL)";
    }

    private List<String> create() {
        String history = names.history();
        String instant = database.instantType();
        return List.of(
                "CREATE TABLE " + history + " ("
                        + "sequence bigint NOT NULL PRIMARY KEY, "
                        + "run_id text NOT NULL, "
                        + "track text NOT NULL, "
                        + "target text NOT NULL, "
                        + "version text NOT NULL, "
                        + "description text NOT NULL, "
                        + "action text NOT NULL, "
                        + "status text NOT NULL, "
                        + "byte_checksum text, "
                        + "meaning_checksum text, "
                        + "head_version text, "
                        + "script_name text, "
                        + "down_script text, "
                        + "statements_done bigint NOT NULL, "
                        + "statements_total bigint NOT NULL, "
                        + "started_at " + instant + " NOT NULL, "
                        + "duration_ms bigint NOT NULL, "
                        + "app_release text, "
                        + "tool_version text NOT NULL, "
                        + "operator text NOT NULL, "
                        + "backup_id text, "
                        + "data text, "
                        + "error text, "
                        + "previous_hash text NOT NULL, "
                        + "hash text NOT NULL)",
                "CREATE TABLE " + names.progress() + " ("
                        + "track text NOT NULL, "
                        + "target text NOT NULL, "
                        + "run_id text NOT NULL, "
                        + "version text NOT NULL, "
                        + "action text NOT NULL, "
                        + "statements_done bigint NOT NULL, "
                        + "in_flight integer NOT NULL, "
                        + "done_checksum text NOT NULL, "
                        + "PRIMARY KEY (track, target))",
                "CREATE VIEW " + names.versionView() + " AS SELECT h.track, h.target, h.head_version AS version, "
                        + "CASE WHEN h.status = 'success' THEN 0 ELSE 1 END AS dirty, h.started_at AS changed_at "
                        + "FROM " + history + " h WHERE h.action <> 'format' AND h.sequence = "
                        + "(SELECT max(l.sequence) FROM " + history
                        + " l WHERE l.track = h.track AND l.target = h.target)");
    }
}
