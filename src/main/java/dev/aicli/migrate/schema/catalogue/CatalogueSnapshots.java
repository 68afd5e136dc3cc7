package dev.aicli.migrate.schema.catalogue;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.ValidationException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/** What the schema was when it reached each version: one row a version, beside the ledger. */
public final class CatalogueSnapshots {
    /** The version of a schema in which no migration is in force. */
    public static final String NO_VERSION = "0";

    private final Database database;
    private final Connection connection;
    private final HistoryNames names;
    private final CatalogueReader reader;

    public CatalogueSnapshots(Database database, Connection connection, HistoryNames names) {
        this.database = database;
        this.connection = connection;
        this.names = names;
        this.reader = database.require(CatalogueReading.class, "a look at the catalogue")
                .reader(names);
    }

    /** {@return the schema as it is now} */
    public Catalogue present() {
        try {
            return reader.read(connection);
        } catch (SQLException e) {
            throw new ConnectionException(
                            "cannot read the catalogue of " + database.address() + ": " + e.getMessage(), e)
                    .detail("sqlstate", e.getSQLState())
                    .next("run the same command again: somebody may have changed the schema meanwhile");
        }
    }

    /**
     * Records the schema as it is now. To be called with the run lock held and outside of a transaction.
     *
     * @param replace whether a former record of the version gives way; else it stays
     */
    public void record(Optional<String> version, String runId, boolean replace) throws SQLException {
        String key = database.textLiteral(version.orElse(NO_VERSION));
        String objects = CatalogueText.write(reader.read(connection));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("INSERT INTO " + names.catalogue() + " (version, run_id, recorded_at, server, objects)"
                    + " VALUES (" + key + ", " + database.textLiteral(runId) + ", "
                    + database.instantLiteral(Instant.now()) + ", "
                    + database.textLiteral(database.productVersion(connection)) + ", "
                    + database.textLiteral(objects) + ") ON CONFLICT (version) DO "
                    + (replace
                            ? "UPDATE SET run_id = excluded.run_id, recorded_at = excluded.recorded_at,"
                                    + " server = excluded.server, objects = excluded.objects"
                            : "NOTHING"));
        }
    }

    /** {@return what was recorded for a version} */
    public Optional<CatalogueSnapshot> find(Optional<String> version) {
        String key = version.orElse(NO_VERSION);
        try {
            if (database.columns(connection, names.schema(), names.catalogueTable())
                    .isEmpty()) {
                return Optional.empty();
            }
            try (Statement statement = connection.createStatement();
                    ResultSet row = database.query(
                            statement,
                            "SELECT run_id, " + database.instantText("recorded_at") + ", server, objects FROM "
                                    + names.catalogue() + " WHERE version = " + database.textLiteral(key))) {
                return row.next()
                        ? Optional.of(new CatalogueSnapshot(
                                key,
                                row.getString(1),
                                database.parseInstant(row.getString(2)),
                                row.getString(3),
                                catalogue(row.getString(4))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new ConnectionException("cannot read " + names.catalogue() + ": " + e.getMessage(), e)
                    .detail("sqlstate", e.getSQLState())
                    .next("the user needs SELECT on that table");
        }
    }

    /** {@return how many rows a table has, or how many values a column; 0 for anything else} */
    public long count(CatalogueObject object) {
        boolean column = object.kind().equals("column");
        if (!column && !object.kind().equals(CatalogueObject.TABLE)) {
            return 0;
        }
        String table = object.table().orElse(object.name());
        String counted = column ? reader.quoted(object.name().substring(table.length() + 1)) : "*";
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        database.query(statement, "SELECT count(" + counted + ") FROM " + reader.quoted(table))) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw new ConnectionException("cannot count what is in " + object.name() + ": " + e.getMessage(), e)
                    .detail("sqlstate", e.getSQLState())
                    .next("the user needs SELECT on the table");
        }
    }

    private Catalogue catalogue(String text) {
        try {
            return CatalogueText.read(text);
        } catch (IOException e) {
            throw new ValidationException("a row of " + names.catalogue() + " was damaged: " + e.getMessage(), e)
                    .next("record the schema anew with `db verify --accept`");
        }
    }
}
