package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.TextRows;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.ValidationException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The append-only record of every step of every run, kept in the target database.
 *
 * <p>Rows are numbered without gaps, and the number is the table's key: should two writers ever run at once in spite of
 * the lock, the second one's transaction fails on its row, and with it the migration that the row records. Only the run
 * that holds the lock may append. Not safe for use by several threads.
 */
public final class Ledger {
    private final Database database;
    private final Connection connection;
    private final HistoryNames names;
    private final LedgerTables tables;
    private ChainHead head = ChainHead.START;

    public Ledger(Database database, Connection connection, HistoryNames names) {
        this.database = database;
        this.connection = connection;
        this.names = names;
        this.tables = new LedgerTables(database, names);
    }

    /** {@return what the tables are called} */
    public HistoryNames names() {
        return names;
    }

    /**
     * Reads every row, in one query; empty when there is no ledger yet.
     *
     * @throws ValidationException when the table is not ours, or was written by a newer program
     * @throws LockException when another process keeps us from reading
     */
    public History read() {
        try {
            History history = tables.exist(connection) ? new History(select()) : History.EMPTY;
            if (history.format() > LedgerTables.FORMAT) {
                throw new ValidationException("the history in " + names.history() + " has format " + history.format()
                                + "; this program knows formats up to " + LedgerTables.FORMAT)
                        .next("use the version of aicli-web that wrote it, or a newer one");
            }
            head = history.chainHead();
            return history;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * Creates the tables, or upgrades those of an older format. To be called with the lock held, before the first
     * {@link #append} of a run.
     *
     * @param stamp the run that does it
     * @param known what {@link #read} gave under this lock
     */
    public void prepareTables(RunStamp stamp, History known) {
        int format = known.format();
        if (format == LedgerTables.FORMAT) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            tables.requireFreeNames(connection, format);
            // One batch is one round trip.
            statement.addBatch(database.beginWrite());
            for (String change : tables.changesFrom(format)) {
                statement.addBatch(change);
            }
            statement.addBatch(append(Entry.declaration(
                    stamp, Subject.LEDGER, Integer.toString(LedgerTables.FORMAT), Action.FORMAT, Optional.empty())));
            statement.addBatch("COMMIT");
            executeBatch(statement);
        } catch (SQLException e) {
            head = known.chainHead();
            if (database.isLockFailure(e)) {
                throw locked(e);
            }
            throw new UsageException("cannot create the history tables (" + names.history() + "): " + message(e), e)
                    .detail("sqlstate", e.getSQLState())
                    .next(howToCreate(e));
        }
    }

    /** Executes what the batch holds, a transaction; one that fails is rolled back. */
    private static void executeBatch(Statement statement) throws SQLException {
        try {
            statement.executeBatch();
        } catch (SQLException e) {
            SQLException reason =
                    e instanceof BatchUpdateException && e.getNextException() != null ? e.getNextException() : e;
            try {
                statement.execute("ROLLBACK");
            } catch (SQLException failure) {
                reason.addSuppressed(failure);
            }
            throw reason;
        }
    }

    private static String howToCreate(SQLException e) {
        return switch (String.valueOf(e.getSQLState())) {
            case "42501" ->
                "the user needs the right to create tables there: GRANT CREATE ON SCHEMA …; or choose another schema"
                        + " with --history-schema";
            case "3F000" -> "create that schema first, or choose another one with --history-schema";
            case "25006" -> "the database is read-only: connect to the primary server, as a user who may write";
            default -> "see that the database can be written to by this user";
        };
    }

    /**
     * {@return the statement that appends the entry after the last one appended} The caller executes it in the
     * transaction of what it records. When that transaction is rolled back, call {@link #read} or {@link #rewind}.
     */
    public String append(Entry entry) {
        RowInsert insert = RowInsert.of(database, names, head, entry);
        head = insert.newHead();
        return insert.sql();
    }

    /** {@return a query that finds a row only if the entry appended last is there} */
    public String findLast() {
        return "SELECT 1 FROM " + names.history() + " WHERE sequence = " + head.sequence();
    }

    /** Appends an entry in a transaction of its own. */
    public void record(Entry entry) {
        ChainHead before = head;
        try (Statement statement = connection.createStatement()) {
            statement.execute(append(entry));
        } catch (SQLException e) {
            head = before;
            throw unwritable(e);
        }
    }

    /** Appends entries in one transaction: all of them or none. */
    public void recordAll(List<Entry> entries) {
        ChainHead before = head;
        try (Statement statement = connection.createStatement()) {
            statement.execute(database.beginWrite());
            try {
                for (Entry entry : entries) {
                    statement.execute(append(entry));
                }
                statement.execute("COMMIT");
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        } catch (SQLException e) {
            head = before;
            throw unwritable(e);
        }
    }

    /** {@return a mark to which {@link #rewind} can return} */
    public Object mark() {
        return head;
    }

    /** Forgets the rows appended since the mark: their transaction was rolled back. */
    public void rewind(Object mark) {
        head = (ChainHead) mark;
    }

    /** {@return the down script recorded in that row} */
    public Optional<String> downScript(long sequence) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT down_script FROM " + names.history() + " WHERE sequence = " + sequence)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Recomputes the chain over every row. */
    public ChainReport verify() {
        try {
            if (!tables.exist(connection)) {
                return new ChainReport(0, Optional.empty());
            }
            String previousHash = Objects.requireNonNull(ChainHead.START.hash());
            long expected = 1;
            try (TextRows rows = rows(", previous_hash, down_script", 2)) {
                RowReader reader = new RowReader(database, rows);
                while (rows.next()) {
                    Row row = reader.row();
                    Optional<String> downScript = Optional.ofNullable(rows.text(RowReader.COUNT + 2));
                    String body = RowHash.body(row.sequence(), row.entry(), downScript)
                            .startedAt(row.entry().startedAt());
                    String hash = RowHash.hash(
                            previousHash, body, row.entry().durationMillis().orElse(0L));
                    Optional<String> fault = fault(row, expected, rows.text(RowReader.COUNT + 1), previousHash, hash);
                    if (fault.isPresent()) {
                        return new ChainReport(expected - 1, fault);
                    }
                    previousHash = hash;
                    expected++;
                }
            }
            return new ChainReport(expected - 1, Optional.empty());
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static Optional<String> fault(
            Row row, long expected, @Nullable String recordedPrevious, String previousHash, String hash) {
        if (row.sequence() != expected) {
            return Optional.of("row " + expected + " is missing");
        }
        if (!previousHash.equals(recordedPrevious)) {
            return Optional.of("row " + expected + " does not follow the row before it");
        }
        if (!row.hash().equals(hash)) {
            return Optional.of("row " + expected + " was changed after it was written");
        }
        return Optional.empty();
    }

    private List<Row> select() throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (TextRows results = rows("", 0)) {
            RowReader reader = new RowReader(database, results);
            while (results.next()) {
                rows.add(reader.row());
            }
        }
        return rows;
    }

    private TextRows rows(String more, int count) throws SQLException {
        String query =
                "SELECT " + RowReader.columns(database) + more + " FROM " + names.history() + " ORDER BY sequence";
        return database.rows(connection, query, RowReader.COUNT + count);
    }

    private MigrateException unwritable(SQLException e) {
        if (database.isLockFailure(e)) {
            return locked(e);
        }
        return new ConnectionException("cannot write to the history (" + names.history() + "): " + message(e), e)
                .detail("sqlstate", e.getSQLState())
                .next("see that the database is writable; `status` shows what was recorded");
    }

    private LockException locked(SQLException e) {
        LockException exception = new LockException("another process is writing to " + database.address(), e);
        exception.next("wait for it to end, and run the same command again");
        return exception;
    }

    private MigrateException unreadable(SQLException e) {
        if (database.isLockFailure(e)) {
            return locked(e);
        }
        ConnectionException exception =
                new ConnectionException("cannot read the history (" + names.history() + "): " + message(e), e);
        exception
                .detail("sqlstate", e.getSQLState())
                .next("the user needs USAGE on the schema and SELECT on the table");
        return exception;
    }

    private static String message(SQLException e) {
        String message = e.getMessage();
        return message == null ? "no reason given" : message.strip();
    }
}
