package dev.aicli.migrate.platform.postgresql.catalogue;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.schema.catalogue.Catalogue;
import dev.aicli.migrate.schema.catalogue.CatalogueObject;
import dev.aicli.migrate.schema.catalogue.CatalogueReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * PostgreSQL: every schema but the system's, in one round trip. What an extension made belongs to the extension; the
 * partitions of a table come and go while the application runs, and are left out.
 *
 * <p>The server prints definitions depending on the session's settings, which are set for the one transaction.
 */
public final class PostgreSqlCatalogueReader implements CatalogueReader {
    private static final String SETTINGS = "SELECT pg_catalog.set_config(name, value, true) FROM (VALUES"
            + " ('search_path', 'pg_catalog, pg_temp'), ('DateStyle', 'ISO, YMD'), ('IntervalStyle', 'postgres'), ('TimeZone', 'UTC'),"
            + " ('bytea_output', 'hex'), ('extra_float_digits', '1'), ('quote_all_identifiers', 'off'))"
            + " AS settings (name, value)";

    private final Database database;
    private final HistoryNames names;

    public PostgreSqlCatalogueReader(Database database, HistoryNames names) {
        this.database = database;
        this.names = names;
    }

    @Override
    public Catalogue read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try {
                // The driver sends all of it at once.
                boolean result = statement.execute(
                        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; " + SETTINGS + "; " + query() + "; COMMIT");
                List<CatalogueObject> objects = new ArrayList<>();
                while (result || statement.getUpdateCount() >= 0) {
                    if (result) {
                        addAll(objects, statement.getResultSet());
                    }
                    result = statement.getMoreResults();
                }
                return new Catalogue(objects);
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    private static void addAll(List<CatalogueObject> objects, ResultSet rows) throws SQLException {
        if (rows.getMetaData().getColumnCount() != 4) {
            return;
        }
        while (rows.next()) {
            objects.add(new CatalogueObject(
                    rows.getString(1),
                    rows.getString(2),
                    Optional.ofNullable(rows.getString(3)),
                    rows.getString(4).strip()));
        }
    }

    private String query() {
        String ours = names.tables().stream().map(database::textLiteral).collect(Collectors.joining(", "));
        String schema = database.textLiteral(names.schema().orElse(""));
        return PostgreSqlCatalogueQuery.TEXT.replace("$schema", schema).replace("$ours", ours);
    }

    /** The server's catalogue quotes names itself. */
    @Override
    public String quoted(String name) {
        return name;
    }
}
