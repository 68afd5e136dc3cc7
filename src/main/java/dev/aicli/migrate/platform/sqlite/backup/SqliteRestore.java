package dev.aicli.migrate.platform.sqlite.backup;

import dev.aicli.migrate.backup.DatabaseRestore;
import dev.aicli.migrate.backup.OwnerOnly;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.RestoreRecord;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.platform.sqlite.connection.SqliteDatabase;
import dev.aicli.migrate.platform.sqlite.connection.SqliteUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * Brings a SQLite database back through the online backup interface, the other way round: all pages are replaced in one
 * transaction of the database itself. So a crash leaves the old state or the new one, a write-ahead log is taken care
 * of, and processes that have the file open go on with the restored content.
 */
public final class SqliteRestore implements DatabaseRestore {
    private static final int BUSY_PAUSE_MILLIS = 100;
    private static final int BUSY_ATTEMPTS = 100;
    private static final int ALL_PAGES = -1;
    private static final String RUN = "run";

    private final SqliteDatabase database;
    private final HistoryNames names;

    public SqliteRestore(SqliteDatabase database, HistoryNames names) {
        this.database = database;
        this.names = names;
    }

    @Override
    public void requirePossible() {
        if (database.url().readOnly() || !Files.isWritable(database.url().path())) {
            throw new BackupException("cannot write to " + database.address())
                    .next("see that the file may be written, or restore beside it with --into sqlite:PATH");
        }
    }

    @Override
    public void restore(Part part, Path folder, RunStamp stamp, Progress progress, Cancellation cancellation)
            throws IOException {
        Path staged = staged();
        discard(staged);
        try (InputStream in = Files.newInputStream(folder.resolve(SqliteCopy.FILE))) {
            OwnerOnly.write(in, staged);
        }
        try {
            record(staged, stamp);
            cancellation.check();
            progress.remember(Map.of(RUN, stamp.runId()));
            replaceContent(staged, progress.fence());
        } catch (SQLException e) {
            throw new BackupException("SQLite cannot restore " + database.address() + ": " + e.getMessage(), e)
                    .next(
                            "nothing was changed; end the processes that use the database, and run the same command again");
        } finally {
            discard(staged);
        }
    }

    /** With its journal, which a killed run leaves, and which SQLite would play back into another copy of that name. */
    private static void discard(Path staged) throws IOException {
        Files.deleteIfExists(staged);
        Files.deleteIfExists(staged.resolveSibling(staged.getFileName() + "-journal"));
    }

    private Path staged() {
        Path file = database.url().path();
        return file.resolveSibling("." + file.getFileName() + ".aicli-restore");
    }

    /** The record, and the lock that we hold, are part of what is put in place. */
    private void record(Path staged, RunStamp stamp) throws SQLException {
        try (Connection connection =
                        JDBC.createConnection(SqliteUrl.jdbcUrl(staged), new SQLiteConfig().toProperties());
                Statement statement = connection.createStatement()) {
            new RestoreRecord(names, stamp).inRestoredDatabase(database, connection);
            String lock = names.lockTable();
            // Asked before the other file is attached, whose tables would be found too.
            boolean hasLock =
                    !database.columns(connection, names.schema(), lock).isEmpty();
            statement.execute(
                    "ATTACH " + database.textLiteral(database.url().path().toString()) + " AS live");
            if (!hasLock) {
                statement.execute(text(
                        statement, "SELECT sql FROM live.sqlite_master WHERE name = " + database.textLiteral(lock)));
            }
            statement.execute("DELETE FROM main." + lock);
            statement.execute("INSERT INTO main." + lock + " SELECT * FROM live." + lock);
            statement.execute("DETACH live");
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private void replaceContent(Path staged, Optional<Fence> fence) throws SQLException {
        try (Connection connection = database.connect()) {
            if (fence.isPresent()) {
                requireLock(connection, fence.get());
            }
            int result = connection
                    .unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .restore("main", staged.toString(), null, BUSY_PAUSE_MILLIS, BUSY_ATTEMPTS, ALL_PAGES);
            if (result != SQLiteErrorCode.SQLITE_OK.code && result != SQLiteErrorCode.SQLITE_DONE.code) {
                throw new SQLException(SQLiteErrorCode.getErrorCode(result).message);
            }
        }
    }

    /**
     * Nobody can take the lease over between this and the end of the connection. With a write-ahead log that would keep
     * our own other connections out too, and there is a moment left.
     */
    private static void requireLock(Connection connection, Fence fence) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!text(statement, "PRAGMA journal_mode").equals("wal")) {
                text(statement, "PRAGMA locking_mode = EXCLUSIVE");
            }
            statement.execute("BEGIN IMMEDIATE");
            boolean ours = !text(statement, fence.query()).isEmpty();
            statement.execute("COMMIT");
            if (!ours) {
                throw RunLock.lost();
            }
        }
    }

    /** The record came with the content, so it tells whether the content came. */
    @Override
    public boolean recover(Map<String, String> facts, RunStamp stamp) {
        String run = facts.get(RUN);
        try {
            // What brought no history with it brought no record either; then its copy is gone when all is done.
            boolean done = run != null && (hasRecord(run) || (!hasHistory() && !Files.exists(staged())));
            discard(staged());
            return done;
        } catch (SQLException | IOException e) {
            throw new BackupException(
                            "cannot tidy up after a restore of " + database.address() + ": " + e.getMessage(), e)
                    .next("end the processes that use the database, and run the same command again");
        }
    }

    private boolean hasHistory() throws SQLException {
        try (Connection connection = database.connect()) {
            return !database.columns(connection, names.schema(), names.historyTable())
                    .isEmpty();
        }
    }

    private boolean hasRecord(String run) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return hasHistory()
                    && !text(
                                    statement,
                                    "SELECT run_id FROM " + names.history() + " WHERE action = 'restore' AND run_id = "
                                            + database.textLiteral(run))
                            .isEmpty();
        }
    }
}
