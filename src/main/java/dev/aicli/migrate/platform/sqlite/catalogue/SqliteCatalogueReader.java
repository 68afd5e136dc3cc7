package dev.aicli.migrate.platform.sqlite.catalogue;

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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQLite: what {@code sqlite_master} holds, and the columns of tables one by one. Shadow tables are left out. */
public final class SqliteCatalogueReader implements CatalogueReader {
    private final String ours;

    public SqliteCatalogueReader(Database database, HistoryNames names) {
        this.ours = names.tables().stream().map(database::textLiteral).collect(Collectors.joining(", "));
    }

    @Override
    public Catalogue read(Connection connection) throws SQLException {
        List<CatalogueObject> objects = new ArrayList<>();
        String mine = " WHERE m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.tbl_name NOT IN (" + ours + ")"
                + " AND m.tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')";
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("SELECT m.type, m.name, m.tbl_name, m.sql FROM sqlite_master m" + mine)) {
                while (row.next()) {
                    add(objects, row.getString(1), row.getString(2), row.getString(3), row.getString(4));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT m.name, p.name, p.type, p.\"notnull\", p.dflt_value,"
                    + " p.pk, p.hidden FROM sqlite_master m JOIN pragma_table_xinfo(m.name) p" + mine
                    + " AND m.type = 'table'")) {
                while (row.next()) {
                    objects.add(new CatalogueObject(
                            "column",
                            row.getString(1) + "." + row.getString(2),
                            Optional.of(row.getString(1)),
                            definition(row)));
                }
            }
        }
        return new Catalogue(objects);
    }

    private static void add(List<CatalogueObject> objects, String type, String name, String table, String sql) {
        String text = SqliteTokens.normal(String.valueOf(sql));
        switch (type) {
            case "table" -> {
                objects.add(new CatalogueObject(CatalogueObject.TABLE, name, Optional.empty(), ""));
                objects.add(new CatalogueObject(CatalogueObject.TABLE_DEFINITION, name, Optional.of(name), text));
            }
            case "view" -> objects.add(new CatalogueObject(type, name, Optional.empty(), text));
            default -> objects.add(new CatalogueObject(type, name, Optional.of(table), text));
        }
    }

    private static String definition(ResultSet row) throws SQLException {
        String value = row.getString(5);
        return row.getString(3).toLowerCase(Locale.ROOT)
                + (row.getInt(4) == 1 ? " not null" : "")
                + (value == null ? "" : " default " + SqliteTokens.normal(value))
                + (row.getInt(6) > 0 ? " primary key " + row.getInt(6) : "")
                + (row.getInt(7) > 1 ? " generated" : "");
    }

    @Override
    public String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
