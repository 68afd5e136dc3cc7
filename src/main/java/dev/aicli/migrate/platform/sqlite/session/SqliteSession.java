package dev.aicli.migrate.platform.sqlite.session;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.StepResult.Notice;
import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.platform.sqlite.sql.SqliteDialect;
import dev.aicli.migrate.schema.SqlSession;
import dev.aicli.migrate.schema.StatementFailure;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementKind;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Scripts on SQLite, on a connection of their own that is opened anew when a script has changed it. */
public final class SqliteSession implements SqlSession {
    /** The size of a database from which on a trial may write to the disk. */
    private static final long MAX_IN_MEMORY = 512L << 20;

    /** A temporary table would be there for the next script. */
    private static final Pattern TEMPORARY = Pattern.compile("(?i)\\btemp(orary)?\\b");

    private final Database database;
    private final Cancellation cancellation;
    private Connection connection;
    private boolean dirty;
    private boolean orphansMatter;
    private @Nullable OrphanRows orphansBefore;
    private final List<String> notices = new ArrayList<>();

    public SqliteSession(Database database, Cancellation cancellation) throws SQLException {
        this.database = database;
        this.cancellation = cancellation;
        this.connection = database.connect();
    }

    @Override
    public void reset() throws StatementFailure {
        if (!dirty) {
            return;
        }
        try {
            connection.close();
            connection = database.connect();
            dirty = false;
            orphansMatter = false;
            orphansBefore = null;
        } catch (SQLException e) {
            throw StatementFailure.during("opening the database", e);
        }
    }

    @Override
    public void resetInTransaction() {
        // A transaction has no role and no search path to leave behind.
    }

    @Override
    public void renewInTransaction() throws StatementFailure {
        List<String> drops = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT type, name FROM sqlite_temp_master WHERE type IN ('table', 'view', 'trigger')"
                                + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type DESC")) {
            while (rows.next()) {
                drops.add("DROP " + rows.getString(1) + " IF EXISTS temp.\""
                        + rows.getString(2).replace("\"", "\"\"") + '"');
            }
        } catch (SQLException e) {
            throw StatementFailure.during("looking for temporary tables", e);
        }
        for (String drop : drops) {
            run(drop, "dropping temporary tables");
        }
    }

    /**
     * Keeps in memory what is tried, so that neither the file nor a journal beside it is written. A large database is
     * tried as usual: what is in its journal is undone by whoever opens it next. A write-ahead log is not written
     * before a commit, as long as pages stay in memory.
     */
    @Override
    public void beforeTrial() throws StatementFailure {
        try (Statement statement = connection.createStatement()) {
            if (number(statement, "PRAGMA page_count") * number(statement, "PRAGMA page_size") > MAX_IN_MEMORY) {
                return;
            }
            dirty = true;
            statement.execute("PRAGMA cache_spill = OFF");
            boolean journal;
            try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
                journal = mode.next() && mode.getString(1).equals("delete");
            }
            if (journal) {
                statement.execute("PRAGMA journal_mode = MEMORY");
            }
        } catch (SQLException e) {
            throw StatementFailure.during("preparing the trial", e);
        }
    }

    private static long number(Statement statement, String pragma) throws SQLException {
        try (ResultSet row = statement.executeQuery(pragma)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void begin() throws StatementFailure {
        run(database.beginWrite(), "beginning the transaction");
        lookForOrphans();
    }

    @Override
    public void fence(Fence fence) throws StatementFailure {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(fence.query())) {
            if (!row.next()) {
                throw StatementFailure.lockLost(new SQLException("the lease is another run's"));
            }
        } catch (SQLException e) {
            throw StatementFailure.during("looking at the migration lock", e);
        }
    }

    @Override
    public boolean fencesLate() {
        return true;
    }

    @Override
    public void timeouts(Timeouts timeouts, boolean inTransaction) throws StatementFailure {
        run("PRAGMA busy_timeout = " + timeouts.lock().toMillis(), "setting the busy timeout");
    }

    @Override
    public void execute(SqlStatement next) throws StatementFailure {
        executeAlone(next);
    }

    @Override
    public long executeAlone(SqlStatement next) throws StatementFailure {
        if (TEMPORARY.matcher(next.text()).find()) {
            dirty = true;
        }
        if (next.kind() instanceof StatementKind.SessionChange change) {
            dirty = true;
            followForeignKeys(change);
        }
        try (Statement statement = connection.createStatement();
                Cancellation.Registration registration = cancellation.onCancel(() -> cancel(statement))) {
            if (!statement.execute(next.text())) {
                return statement.getUpdateCount();
            }
            finish(statement);
            return -1;
        } catch (SQLException e) {
            throw StatementFailure.of(next, e);
        }
    }

    /** A script that switches foreign keys by itself, outside of a transaction, has to leave them whole. */
    private void followForeignKeys(StatementKind.SessionChange change) throws StatementFailure {
        String value = change.value();
        if (!change.name().equals("foreign_keys") || value == null) {
            return;
        }
        if (SqliteDialect.isFalse(value)) {
            orphansMatter = true;
            lookForOrphans();
        } else {
            requireNoNewOrphans();
        }
    }

    /** A statement that returns rows has run only as far as its rows were read, and may fail at the last of them. */
    private static void finish(Statement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                // What a script selects is nobody's to see.
            }
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The statement has ended meanwhile.
        }
    }

    @Override
    public void executeOwn(String sql) throws StatementFailure {
        run(sql, "recording it");
    }

    /** A statement object each: the driver ends a statement when its object is closed, and VACUUM waits for none. */
    private void run(String sql, String purpose) throws StatementFailure {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw StatementFailure.during(purpose, e);
        }
    }

    @Override
    public void copy(SqlStatement copy, InputStream data, long firstDataLine) {
        throw new IllegalStateException("SQLite's dialect knows no COPY");
    }

    @Override
    public void flush() {
        // Every statement is executed when it is handed over.
    }

    @Override
    public void commit() throws StatementFailure {
        run("COMMIT", "committing");
    }

    @Override
    public void rollback() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // No transaction is open: there was none, or the error has rolled it back by itself.
        }
    }

    @Override
    public void rollbackTransaction() {
        rollback();
    }

    @Override
    public void rollbackTo(String name) throws StatementFailure {
        run("ROLLBACK TO " + name, "going back");
    }

    /** Inside a transaction the pragma would do nothing, and rebuilding a table would delete rows by cascade. */
    @Override
    public void beforeScript(boolean foreignKeysOff) throws StatementFailure {
        if (foreignKeysOff) {
            dirty = true;
            orphansMatter = true;
            run("PRAGMA foreign_keys = OFF", "switching foreign keys off");
        }
    }

    @Override
    public void beforeCommit(boolean foreignKeysOff) throws StatementFailure {
        if (foreignKeysOff) {
            requireNoNewOrphans();
        }
    }

    @Override
    public void afterScript() throws StatementFailure {
        requireNoNewOrphans();
    }

    /** Remembers, where foreign keys are going to be off, which rows refer to nothing already. */
    private void lookForOrphans() {
        if (orphansMatter && orphansBefore == null) {
            try {
                orphansBefore = OrphanRows.of(database, connection);
            } catch (SQLException e) {
                // A foreign key that cannot be checked is no fault of the script's; afterwards it is looked at again.
                orphansBefore = null;
            }
        }
    }

    /** Only what the script itself has left counts: rows that referred to nothing before are somebody else's matter. */
    private void requireNoNewOrphans() throws StatementFailure {
        if (!orphansMatter) {
            return;
        }
        OrphanRows before = orphansBefore;
        OrphanRows now;
        try {
            now = OrphanRows.of(database, connection);
        } catch (SQLException e) {
            if (before == null && !isLockFailure(e)) {
                orphansMatter = false;
                notices.add("foreign keys cannot be checked: " + e.getMessage());
                return;
            }
            throw StatementFailure.during("checking foreign keys", e);
        }
        orphansMatter = false;
        orphansBefore = null;
        OrphanRows added = now.since(before == null ? now : before);
        if (!added.isEmpty()) {
            throw StatementFailure.during(
                    "checking foreign keys before the commit",
                    new SQLException(added.count() + " foreign key violations: " + added.shown()));
        }
        if (!now.isEmpty()) {
            notices.add("rows that referred to missing rows before still do (" + now.count() + "): " + now.shown());
        }
    }

    @Override
    public boolean isHandledOutside(SqlStatement next) {
        return next.kind() instanceof StatementKind.SessionChange change
                && change.name().equals("foreign_keys");
    }

    @Override
    public boolean measuresDuration() {
        return false;
    }

    @Override
    public boolean isLockFailure(SQLException failure) {
        return database.isLockFailure(failure);
    }

    @Override
    public Optional<String> advice(SQLException failure) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xFF);
        return Optional.of(
                switch (code) {
                    case SQLITE_FULL -> "make room on the disk that holds the database, and run again";
                    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                        "see that this user may write the file and its folder, and run again";
                    case SQLITE_CORRUPT, SQLITE_NOTADB ->
                        "the database file is damaged: restore a backup, or save what can be read with SQLite's"
                                + " .recover";
                    case SQLITE_IOERR, SQLITE_NOMEM, SQLITE_PROTOCOL, SQLITE_NOLFS ->
                        "see that disk and memory of this machine are in order, and run again";
                    case SQLITE_INTERRUPT, SQLITE_SCHEMA -> "run the same command again";
                    case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG ->
                        "correct the file, or the data that it meets, and run again";
                    default -> "correct the file and run again";
                });
    }

    @Override
    public boolean isConnectionLoss(SQLException failure) {
        return false;
    }

    @Override
    public List<Notice> takeNotices() {
        List<Notice> taken =
                notices.stream().map(text -> new Notice(true, text)).toList();
        notices.clear();
        return taken;
    }

    @Override
    public void close() {
        rollback();
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing is open any more.
        }
    }
}
