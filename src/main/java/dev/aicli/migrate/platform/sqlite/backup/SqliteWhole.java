package dev.aicli.migrate.platform.sqlite.backup;

import dev.aicli.migrate.backup.WholeDatabase;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.sqlite.connection.SqliteDatabase;
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

/** A SQLite file as a whole. */
public final class SqliteWhole implements WholeDatabase {
    private static final byte[] SQLITE_HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final SqliteDatabase database;

    public SqliteWhole(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public boolean create() {
        Path file = database.url().path();
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

    @Override
    public boolean drop() {
        Path file = database.url().path();
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
