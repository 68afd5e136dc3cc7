package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;

/** The ability of a database to be made, and dropped, as a whole. Nobody who uses it is ever disconnected. */
public interface WholeDatabase {
    /**
     * {@return that of a database}
     *
     * @throws dev.aicli.migrate.model.UsageException when it has none
     */
    static WholeDatabase of(Database database) {
        return database.require(WholeDatabase.class, "making or dropping a whole database");
    }

    /** Makes it, empty. {@return whether it was not there} */
    boolean create();

    /** Drops it with all that is in it. {@return whether it was there} */
    boolean drop();
}
