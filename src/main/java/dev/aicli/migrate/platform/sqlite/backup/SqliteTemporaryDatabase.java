package dev.aicli.migrate.platform.sqlite.backup;

import dev.aicli.migrate.backup.NoTemporaryDatabaseException;
import dev.aicli.migrate.backup.OwnerOnly;
import dev.aicli.migrate.backup.TemporaryDatabase;
import dev.aicli.migrate.backup.TemporaryFolder;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.platform.postgresql.backup.TrialDatabase;
import dev.aicli.migrate.platform.sqlite.connection.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A copy of a SQLite file, rows and all, in a temporary folder. */
public final class SqliteTemporaryDatabase implements TemporaryDatabase {
    /** Copying more takes longer than a person waits. */
    private static final long LARGEST = 512L << 20;

    /** The copy, and what the migrations add to it. */
    private static final long ROOM = 3;

    private final TemporaryFolder folder;
    private final SqliteDatabase database;

    private SqliteTemporaryDatabase(TemporaryFolder folder, SqliteDatabase database) {
        this.folder = folder;
        this.database = database;
    }

    public static SqliteTemporaryDatabase make(SqliteDatabase home, Path temporary)
            throws NoTemporaryDatabaseException {
        try (Connection connection = home.forLooking().connect()) {
            long size = size(connection);
            if (size > LARGEST) {
                throw new NoTemporaryDatabaseException("the database is larger than " + (LARGEST >> 20) + " MiB");
            }
            if (Files.getFileStore(temporary).getUsableSpace() < ROOM * size) {
                throw new NoTemporaryDatabaseException(temporary + " has no room for a copy");
            }
            TemporaryFolder folder = TemporaryFolder.create(temporary);
            try {
                Path copy = folder.path().resolve(SqliteCopy.FILE);
                OwnerOnly.createFile(copy);
                SqliteCopy.backUp(connection, copy);
                return new SqliteTemporaryDatabase(folder, home.at(home.url().at(copy)));
            } catch (SQLException | IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (SQLException | IOException e) {
            throw new NoTemporaryDatabaseException("the database cannot be copied: " + e.getMessage(), e);
        }
    }

    private static long size(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public HistoryNames names() {
        return new HistoryNames(Optional.empty(), TrialDatabase.TRIAL);
    }

    @Override
    public boolean withRows() {
        return true;
    }

    @Override
    public void close() {
        try {
            folder.close();
        } catch (IOException e) {
            // The next trial deletes what is left.
        }
    }
}
