package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.PostgreSqlDatabase;
import dev.aicli.migrate.database.SqliteDatabase;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** A database as a whole: made, and dropped. Nobody who uses it is ever disconnected. */
public final class WholeDatabase {
    private static final String IN_USE = "55006";
    private static final String THERE_ALREADY = "42P04";
    private static final String NOT_ALLOWED = "42501";
    private static final byte[] SQLITE_HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final Database database;

    public WholeDatabase(Database database) {
        this.database = database;
    }

    /** Makes it, empty. {@return whether it was not there} */
    public boolean create() {
        return database instanceof PostgreSqlDatabase postgres
                ? create(postgres)
                : create(((SqliteDatabase) database).url().path());
    }

    /** Drops it with all that is in it. {@return whether it was there} */
    public boolean drop() {
        return database instanceof PostgreSqlDatabase postgres
                ? drop(postgres)
                : drop(((SqliteDatabase) database).url().path());
    }

    private static boolean create(PostgreSqlDatabase postgres) {
        try (Connection connection = new Maintenance(postgres).connect();
                Statement statement = connection.createStatement()) {
            if (isThere(connection, postgres)) {
                return false;
            }
            statement.execute("CREATE DATABASE " + name(postgres));
            return true;
        } catch (SQLException e) {
            if (THERE_ALREADY.equals(e.getSQLState())) {
                return false;
            }
            throw refusal(postgres, "cannot create", e);
        }
    }

    private static boolean drop(PostgreSqlDatabase postgres) {
        try (Connection connection = new Maintenance(postgres).connect();
                Statement statement = connection.createStatement()) {
            if (!isThere(connection, postgres)) {
                return false;
            }
            statement.execute("DROP DATABASE " + name(postgres));
            return true;
        } catch (SQLException e) {
            throw refusal(postgres, "cannot drop", e);
        }
    }

    private static boolean isThere(Connection connection, PostgreSqlDatabase postgres) throws SQLException {
        return new PostgreSqlCatalogue(connection)
                        .number("SELECT count(*) FROM pg_catalog.pg_database WHERE datname OPERATOR(pg_catalog.=) "
                                + postgres.textLiteral(postgres.url().database()))
                > 0;
    }

    private static String name(PostgreSqlDatabase postgres) {
        return ScratchDatabase.quoted(postgres.url().database());
    }

    private static RuntimeException refusal(PostgreSqlDatabase postgres, String what, SQLException e) {
        String message = what + " " + postgres.address() + ": "
                + postgres.url().masking().mask(String.valueOf(e.getMessage()));
        if (IN_USE.equals(e.getSQLState())) {
            return new LockException(message, e).next("end the sessions that use it, then run the same command again");
        }
        return new UsageException(message, e)
                .detail("sqlstate", e.getSQLState())
                .next(
                        NOT_ALLOWED.equals(e.getSQLState())
                                ? "creating takes the right CREATEDB, dropping takes the database's owner"
                                : "see what the server says, and run the same command again");
    }

    private boolean create(Path file) {
        if (Files.exists(file)) {
            return false;
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(database.beginWrite());
            boolean empty;
            try (ResultSet pages = statement.executeQuery("PRAGMA page_count")) {
                empty = pages.getLong(1) == 0;
            }
            if (empty) {
                // A file is written with the first page; what another process has put into it meanwhile stays.
                statement.execute("PRAGMA user_version = 0");
            }
            statement.execute("COMMIT");
            return empty;
        } catch (SQLException e) {
            throw new ConnectionException("cannot create " + database.address() + ": " + e.getMessage(), e)
                    .next("check the path in the URL and the rights on its folder");
        }
    }

    private boolean drop(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            requireSqlite(file);
            requireUnused();
            for (String suffix : List.of("-wal", "-shm", "-journal", "")) {
                Files.deleteIfExists(Path.of(file + suffix));
            }
            return true;
        } catch (IOException e) {
            throw new UsageException("cannot delete " + file + ": " + e.getMessage(), e)
                    .next("see that this user may write to its folder");
        }
    }

    private static void requireSqlite(Path file) throws IOException {
        byte[] begin = new byte[SQLITE_HEADER.length];
        int read;
        try (InputStream in = Files.newInputStream(file)) {
            read = in.readNBytes(begin, 0, begin.length);
        }
        if (read > 0 && !Arrays.equals(begin, SQLITE_HEADER)) {
            throw new UsageException(file + " is no SQLite database; it was not deleted")
                    .next("check the path in the URL");
        }
    }

    private void requireUnused() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet mode = statement.executeQuery("PRAGMA locking_mode = EXCLUSIVE")) {
                mode.next();
            }
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new LockException("another process uses " + database.address(), e)
                    .next("wait for it to end, and run the same command again");
        }
    }
}
