package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementKind;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Scripts on SQLite, on a connection of their own that is opened anew when a script has changed it. */
final class SqliteSession implements SqlSession {
    /** The size of a database from which on a trial may write to the disk. */
    private static final long MAX_IN_MEMORY = 512L << 20;

    private static final int SHOWN_VIOLATIONS = 5;

    private final Database database;
    private final Cancellation cancellation;
    private Connection connection;
    private boolean dirty;

    SqliteSession(Database database, Cancellation cancellation) throws SQLException {
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
        } catch (SQLException e) {
            throw StatementFailure.during("opening the database", e);
        }
    }

    @Override
    public void resetInTransaction() {
        // A transaction has no role and no search path to leave behind.
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
        if (next.kind() instanceof StatementKind.SessionChange) {
            dirty = true;
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

    /** Inside a transaction the pragma would do nothing, and rebuilding a table would delete rows by cascade. */
    @Override
    public void beforeScript(boolean foreignKeysOff) throws StatementFailure {
        if (foreignKeysOff) {
            dirty = true;
            run("PRAGMA foreign_keys = OFF", "switching foreign keys off");
        }
    }

    @Override
    public void beforeCommit(boolean foreignKeysOff) throws StatementFailure {
        if (!foreignKeysOff) {
            return;
        }
        StringBuilder violations = new StringBuilder();
        int count = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA foreign_key_check")) {
            while (rows.next()) {
                count++;
                if (count <= SHOWN_VIOLATIONS) {
                    violations.append(violations.isEmpty() ? "" : "; ");
                    violations.append("row ").append(rows.getString(2));
                    violations.append(" of ").append(rows.getString(1));
                    violations.append(" refers to a missing row of ").append(rows.getString(3));
                }
            }
        } catch (SQLException e) {
            throw StatementFailure.during("checking foreign keys", e);
        }
        if (count > 0) {
            throw StatementFailure.during(
                    "checking foreign keys before the commit",
                    new SQLException(count + " foreign key violations: " + violations));
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
    public boolean isConnectionLoss(SQLException failure) {
        return false;
    }

    @Override
    public List<String> takeNotices() {
        return List.of();
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
