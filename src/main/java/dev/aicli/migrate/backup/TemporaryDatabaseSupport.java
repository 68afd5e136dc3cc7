package dev.aicli.migrate.backup;

import java.nio.file.Path;

/** The ability of a database to have another made after it, to try things in. */
public interface TemporaryDatabaseSupport {
    /**
     * {@return what makes copies of it}
     *
     * @param programs where the database's own programs are searched
     * @param temporary a folder for temporary files
     */
    TemporaryDatabases temporaryDatabases(ProgramFolders programs, Path temporary);
}
