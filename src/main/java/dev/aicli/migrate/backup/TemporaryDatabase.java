package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.history.HistoryNames;

/** A database to try things in, which nobody else uses. It is dropped when it is closed. */
public interface TemporaryDatabase extends AutoCloseable {
    Database database();

    /** {@return names for history tables that nothing in it has} */
    HistoryNames names();

    /** {@return whether it has the rows of the database that it is made after, or only its tables} */
    boolean withRows();

    @Override
    void close();
}
