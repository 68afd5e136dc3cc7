package dev.aicli.migrate.platform.sqlite.backup;

import dev.aicli.migrate.backup.BackupSource;
import dev.aicli.migrate.backup.DumpOptions;
import dev.aicli.migrate.backup.Outline;
import dev.aicli.migrate.backup.OwnerOnly;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.PartFile;
import dev.aicli.migrate.backup.Staging;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.platform.sqlite.connection.SqliteDatabase;
import dev.aicli.migrate.platform.sqlite.connection.SqliteUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * A SQLite database by way of its online backup interface: a consistent copy, also while others read and write, and
 * with what still lies in a write-ahead log.
 */
public final class SqliteCopy implements BackupSource {
    public static final String FILE = "database.sqlite";
    private static final int BUSY_PAUSE_MILLIS = 100;
    private static final int BUSY_ATTEMPTS = 300;
    private static final int ALL_PAGES = -1;

    private final SqliteDatabase database;
    private final HistoryNames names;
    private final DumpOptions options;

    /**
     * A database that is looked at when it is asked for.
     *
     * @param names of our own tables: the lock is left out
     */
    public SqliteCopy(SqliteDatabase database, HistoryNames names, DumpOptions options) {
        this.database = database;
        this.names = names;
        this.options = options;
    }

    @Override
    public long estimate() {
        Path file = database.url().path();
        try {
            Path log = Path.of(file + "-wal");
            long size = Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
            options.requireAllowed(size);
            return size;
        } catch (IOException e) {
            throw new BackupException("there is no database to back up: " + database.address(), e)
                    .next("check the path in the URL");
        }
    }

    /** A file that is not there yet needs no room. */
    @Override
    public long size() {
        return database.isThere() ? estimate() : 0;
    }

    @Override
    public Part save(Staging staging) {
        Path folder = staging.folder();
        Path copy = folder.resolve(FILE);
        try (Connection connection = database.connect()) {
            OwnerOnly.createFile(copy);
            backUp(connection, copy);
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("sqliteVersion", connection.getMetaData().getDatabaseProductVersion());
            facts.put("journalMode", journalMode(connection));
            settle(copy);
            staging.cancellation().check();
            OwnerOnly.force(copy);
            PartFile outline = outline(copy).write(folder);
            long size = Files.size(copy);
            PartFile measured = OwnerOnly.measure(
                    folder, FILE, done -> staging.progress().transferred("backing up database", done, size));
            return new Part(
                    "database",
                    Part.Kind.copyOf(database.kind()),
                    database.address(),
                    List.of(measured, outline),
                    facts);
        } catch (SQLException e) {
            throw new BackupException("SQLite cannot copy " + database.address() + ": " + e.getMessage(), e)
                    .next("see that the disk has room and that no other process keeps the database locked");
        } catch (IOException e) {
            throw new BackupException("cannot write the backup: " + e.getMessage(), e)
                    .next("see that the disk has room and that the folder is writable: " + folder.getParent());
        }
    }

    /** What cannot be counted is damaged, and the database with it. */
    private Outline outline(Path copy) throws SQLException {
        try {
            return SqliteOutline.of(copy);
        } catch (SQLException e) {
            String fault = SqliteIntegrity.fault(copy).orElseThrow(() -> e);
            throw new BackupException("the copy of " + database.address() + " is not sound: " + fault, e)
                    .next("the database itself is damaged: SQLite's .recover saves what can still be read");
        }
    }

    private static String journalMode(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA journal_mode")) {
            return row.getString(1);
        }
    }

    /** Copies all pages in one step: in smaller ones, every write by somebody else would begin it anew. */
    static void backUp(Connection from, Path to) throws SQLException {
        int result = from.unwrap(SQLiteConnection.class)
                .getDatabase()
                .backup("main", to.toString(), null, BUSY_PAUSE_MILLIS, BUSY_ATTEMPTS, ALL_PAGES);
        if (result != SQLiteErrorCode.SQLITE_OK.code && result != SQLiteErrorCode.SQLITE_DONE.code) {
            throw new SQLException(SQLiteErrorCode.getErrorCode(result).message);
        }
    }

    /** Makes the copy one file without a log beside it, in which nobody holds the run lock. */
    private void settle(Path copy) throws SQLException {
        try (Connection connection = JDBC.createConnection(SqliteUrl.jdbcUrl(copy), new SQLiteConfig().toProperties());
                Statement statement = connection.createStatement()) {
            statement.executeQuery("PRAGMA journal_mode = DELETE").close();
            if (!database.columns(connection, names.schema(), names.lockTable()).isEmpty()) {
                statement.execute("UPDATE " + names.lock() + " SET owner = ''");
            }
        }
    }
}
