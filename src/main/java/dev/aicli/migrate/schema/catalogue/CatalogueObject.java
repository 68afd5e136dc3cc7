package dev.aicli.migrate.schema.catalogue;

import java.util.Optional;

/**
 * One object of a schema.
 *
 * @param kind in the database's own words: {@code table}, {@code column}, {@code index}, {@code function}
 * @param name qualified by its schema, where the database has schemas, and by its table, where its own name needs that
 * @param table the table that it belongs to and goes with
 * @param definition all that is compared, in the words of the database; empty where the name says it all
 */
public record CatalogueObject(String kind, String name, Optional<String> table, String definition) {
    public static final String TABLE = "table";

    /** All columns of a SQLite table, its constraints and options as one text: there is no finer catalogue of them. */
    public static final String TABLE_DEFINITION = "table definition";

    /** {@return what no other object of the catalogue has} */
    String key() {
        return kind + " " + name;
    }
}
