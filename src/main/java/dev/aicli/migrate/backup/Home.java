package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.Sha256;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The project and the database that a backup belongs to. A server is known by its own number, so that another name or
 * address of it makes no difference.
 *
 * @param project {@code .} where the backups lie in the project's folder and move with it; else the folder's path
 * @param database the server's number and the database's name, or a SQLite file, relative to the project where it can
 *     be
 * @param address of the database, for people
 */
public record Home(String project, String database, String address) {
    private static final int KEY_LENGTH = 12;

    /** {@return that of a project's database} Connects, where it is a server that has to be asked. */
    public static Home of(ProjectFiles files, BackupStore store, Database database) {
        return of(files, store, database, Optional.empty());
    }

    /** {@return that of a project's database, to which there is a connection outside any transaction} */
    public static Home of(ProjectFiles files, BackupStore store, Database database, Connection connection) {
        return of(files, store, database, Optional.of(connection));
    }

    private static Home of(ProjectFiles files, BackupStore store, Database database, Optional<Connection> connection) {
        try {
            String identity =
                    database.require(DatabaseIdentity.class, "a backup").identity(files, connection);
            return new Home(project(files, store), identity, database.address());
        } catch (SQLException e) {
            throw unknown(database, e);
        }
    }

    private static RuntimeException unknown(Database database, SQLException e) {
        return new ConnectionException("cannot tell which database " + database.address() + " is: " + e.getMessage(), e)
                .next("run the same command again");
    }

    private static String project(ProjectFiles files, BackupStore store) {
        return store.directory().startsWith(files.directory())
                ? "."
                : files.realDirectory().toString();
    }

    /** {@return a short text that tells it from others in the name of a file} */
    String key() {
        return Sha256.of(project + "\n" + database).substring(0, KEY_LENGTH);
    }

    /** {@return whether they are the same project and database, at whatever address} */
    boolean isSame(Home other) {
        return project.equals(other.project) && database.equals(other.database);
    }

    /** {@return it in words} */
    String describe() {
        return address + (project.equals(".") ? "" : " of the project in " + project);
    }
}
