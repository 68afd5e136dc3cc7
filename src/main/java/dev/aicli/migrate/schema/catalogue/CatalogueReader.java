package dev.aicli.migrate.schema.catalogue;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.platform.postgresql.catalogue.PostgreSqlCatalogueReader;
import dev.aicli.migrate.platform.sqlite.catalogue.SqliteCatalogueReader;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads the catalogue of one kind of database. Our own tables are no part of it. */
public interface CatalogueReader {
    /** {@return all that is there now} Changes nothing; the connection is in no transaction, before and after. */
    Catalogue read(Connection connection) throws SQLException;

    /**
     * {@return the reader for a database}
     *
     * @param names what our own tables are called
     */
    static CatalogueReader of(Database database, HistoryNames names) {
        return database.kind().equals("postgresql")
                ? new PostgreSqlCatalogueReader(database, names)
                : new SqliteCatalogueReader(database, names);
    }
}
