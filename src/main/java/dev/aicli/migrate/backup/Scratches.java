package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.platform.postgresql.PostgreSqlDatabase;
import dev.aicli.migrate.platform.postgresql.backup.PostgreSqlScratch;
import dev.aicli.migrate.platform.sqlite.SqliteDatabase;
import dev.aicli.migrate.platform.sqlite.backup.SqliteScratch;
import java.nio.file.Path;

/** Makes databases to try things in, each like the one that they are made after. */
public interface Scratches {
    /**
     * Makes one.
     *
     * @throws NoScratchException when there can be none
     */
    Scratch make(Cancellation cancellation) throws NoScratchException;

    /** {@return none, since none are wanted} */
    static Scratches notWanted() {
        return cancellation -> {
            throw new NoScratchException("none is wanted");
        };
    }

    /**
     * {@return copies of that database}
     *
     * @param programs where PostgreSQL's programs are searched
     * @param temporary a folder for temporary files
     */
    static Scratches of(Database database, ProgramFolders programs, Path temporary) {
        return database instanceof PostgreSqlDatabase postgres
                ? cancellation -> PostgreSqlScratch.make(postgres, programs, temporary, cancellation)
                : cancellation -> SqliteScratch.make((SqliteDatabase) database, temporary);
    }
}
