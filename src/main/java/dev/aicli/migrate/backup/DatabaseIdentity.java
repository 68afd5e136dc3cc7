package dev.aicli.migrate.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The ability of a database to be known again, however it is called and reached: backups belong to one. */
public interface DatabaseIdentity {
    /**
     * {@return a text that tells it from all others}
     *
     * @param files of the project, for what is named relative to its folder
     * @param connection outside any transaction; empty to have one opened, where the database has to be asked
     */
    String identity(ProjectFiles files, Optional<Connection> connection) throws SQLException;
}
