package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.history.HistoryNames;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** The ability of a database to be copied as a whole, and to be brought back from a copy. */
public interface DatabaseCopies {
    /**
     * {@return that of a database}
     *
     * @throws dev.aicli.migrate.model.UsageException when it has none
     */
    static DatabaseCopies of(Database database) {
        return database.require(DatabaseCopies.class, "a copy of the whole database");
    }

    /**
     * {@return what makes a copy}
     *
     * @param programs where the database's own programs are searched
     */
    BackupSource source(HistoryNames names, ProgramFolders programs, DumpOptions options);

    /** {@return the way back} */
    DatabaseRestore restore(HistoryNames names, RestoreTools tools, RestoreOptions options, Consumer<String> warnings);

    /** {@return this database, to be filled from a copy; not looked at yet} */
    EmptyDatabase empty(RestoreTools tools);

    /**
     * Makes a database beside this one, to restore into as a restore of this one would.
     *
     * @param store beside whose backups a file may be made
     */
    RestoreTarget target(RestoreTools tools, BackupStore store) throws SQLException;

    /** A database to restore into, which is dropped when it is closed. */
    interface RestoreTarget extends AutoCloseable {
        EmptyDatabase database();

        /** {@return where it is, for people} */
        String address();

        /** {@return what a restore of the database itself could not bring back, though this one could; for people} */
        List<String> obstacles();

        @Override
        void close() throws SQLException;
    }
}
