package dev.aicli.migrate.schema.catalogue;

import java.sql.Connection;
import java.sql.SQLException;

/** Reads the catalogue of one kind of database. Our own tables are no part of it. */
public interface CatalogueReader {
    /** {@return all that is there now} Changes nothing; the connection is in no transaction, before and after. */
    Catalogue read(Connection connection) throws SQLException;

    /** {@return a name from the catalogue as SQL needs it} */
    String quoted(String name);
}
