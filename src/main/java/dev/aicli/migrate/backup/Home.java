package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.platform.postgresql.PostgreSqlDatabase;
import dev.aicli.migrate.platform.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

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
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final int KEY_LENGTH = 12;

    /** {@return that of a project's database} Connects, where it is a server that has to be asked. */
    public static Home of(ProjectFiles files, BackupStore store, Database database) {
        if (database instanceof SqliteDatabase sqlite) {
            return new Home(project(files, store), sqlite(files, sqlite), database.address());
        }
        try (Connection connection = database.connect()) {
            return of(files, store, database, connection);
        } catch (SQLException e) {
            throw unknown(database, e);
        }
    }

    /** {@return that of a project's database, to which there is a connection outside any transaction} */
    public static Home of(ProjectFiles files, BackupStore store, Database database, Connection connection) {
        if (!(database instanceof PostgreSqlDatabase postgres)) {
            return of(files, store, database);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT s.system_identifier, pg_catalog.current_database() FROM pg_catalog.pg_control_system() s")) {
            row.next();
            return new Home(
                    project(files, store),
                    "postgresql:" + row.getString(1) + "/" + row.getString(2),
                    database.address());
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                // Somebody took the right away, which everybody has: then the address has to do.
                return new Home(
                        project(files, store), "postgresql:" + postgres.url().masked(), database.address());
            }
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

    private static String sqlite(ProjectFiles files, SqliteDatabase database) {
        Path file = database.url().path().toAbsolutePath().normalize();
        Path named = file.startsWith(files.directory()) ? files.directory().relativize(file) : file;
        return "sqlite:" + named.toString().replace('\\', '/');
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
