package dev.aicli.migrate.schema.catalogue;

import dev.aicli.migrate.history.HistoryNames;

/** The ability of a database to tell what is in it. */
public interface CatalogueReading {
    /**
     * {@return what reads its catalogue}
     *
     * @param names what our own tables are called
     */
    CatalogueReader reader(HistoryNames names);
}
