package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.TextRows;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.ValidationException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private final HeadMemory memory;
    private ChainHead head = ChainHead.START;
    private History known = History.EMPTY;
    private @Nullable RunLock lock;

    public Ledger(Database database, Connection connection, HistoryNames names) {
        this(database, connection, names, HeadMemory.NONE);
    }

    /**
     * A ledger whose end is remembered elsewhere.
     *
     * @param memory compared with whenever the chain is checked
     */
    public Ledger(Database database, Connection connection, HistoryNames names, HeadMemory memory) {
        this.memory = memory;
        this.database = database;
        this.connection = connection;
        this.names = names;
        this.tables = new LedgerTables(database, names);
    }

    /** {@return what the tables are called} */
    public HistoryNames names() {
        return names;
    }

    /** From now on nothing is recorded unless that lock is still held, once it is taken and until it is closed. */
    public void guardBy(RunLock runLock) {
        lock = runLock;
    }

    /** {@return what every transaction asks first that changes something for this run} */
    public Optional<Fence> fence() {
        RunLock guard = lock;
        return guard == null ? Optional.empty() : guard.fence();
    }

    /**
     * Stops who has lost the lock meanwhile.
     *
     * @throws LockException when it is somebody else's
     */
    public void requireLock() {
        RunLock guard = lock;
        if (guard != null && !guard.stillHeld()) {
            throw RunLock.lost();
        }
        try (Statement statement = connection.createStatement()) {
            requireLock(statement);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private void requireLock(Statement statement) throws SQLException {
        Optional<Fence> fence = fence();
        if (fence.isPresent()) {
            try (ResultSet row = statement.executeQuery(fence.get().query())) {
                if (!row.next()) {
                    throw RunLock.lost();
                }
            }
        }
    }

    /**
     * Reads every row, in one query; empty when there is no ledger yet. The chain is recomputed meanwhile: what
     * somebody has changed is neither believed nor executed.
     *
     * @throws ValidationException when the table is not ours, was written by a newer program, or was changed by others
     * @throws LockException when another process keeps us from reading
     */
    public History read() {
        Reading reading = readAll();
        reading.report().fault().ifPresent(fault -> {
            throw broken(fault);
        });
        return reading.history();
    }

    /** As {@link #read}, for looking at what is there even when it was changed by others, and for putting it right. */
    public History readUnchecked() {
        return readAll().history();
    }

    private record Reading(History history, ChainReport report) {
        static final Reading NOTHING = new Reading(History.EMPTY, new ChainReport(0, Optional.empty()));
    }

    private Reading readAll() {
        try {
            Reading reading = tables.exist(connection) ? select() : Reading.NOTHING;
            History history = reading.history();
            if (history.format() > LedgerTables.FORMAT) {
                throw new ValidationException("the history in " + names.history() + " has format " + history.format()
                                + "; this program knows formats up to " + LedgerTables.FORMAT)
                        .next("use the version of aicli-web that wrote it, or a newer one");
            }
            head = history.chainHead();
            known = history;
            return reading.report().fault().isPresent()
                    ? reading
                    : new Reading(history, new ChainReport(reading.report().soundRows(), lost(history)));
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * {@return what is gone that was there when the end of this history was last seen here} Other machines may have
     * added rows since, or restored a backup, which history tells.
     */
    private Optional<String> lost(History history) throws SQLException {
        Optional<KnownHead> remembered = memory.recall();
        if (remembered.isEmpty()) {
            return Optional.empty();
        }
        KnownHead before = remembered.get();
        List<Row> rows = history.rows();
        boolean there = rows.size() >= before.rows()
                && rows.get((int) before.rows() - 1).hash().equals(before.hash());
        boolean restored = rows.stream()
                .anyMatch(row -> row.entry().action() == Action.RESTORE
                        && !row.entry().startedAt().isBefore(before.startedAt()));
        if (there || restored || !database.isSame(before.database(), database.identity(connection, names.schema()))) {
            return Optional.empty();
        }
        String gone = rows.isEmpty()
                ? "all of its " + before.rows() + " rows are gone"
                : "rows " + (rows.size() + 1) + " to " + before.rows() + " are gone";
        return Optional.of((rows.size() < before.rows() ? gone : "row " + before.rows() + " is another one")
                + " since it was last seen here, when that of " + before.startedAt()
                + " was the last (if that was meant: `history verify --accept`)");
    }

    /**
     * Has it remembered where the history ends now: what was read, and what has been appended and committed since. Not
     * while a transaction is open.
     *
     * @param anew also when the end that was remembered cannot be found any more
     */
    public void rememberHead(boolean anew) {
        if (memory == HeadMemory.NONE) {
            return;
        }
        try {
            if (known.rows().isEmpty() && head.sequence() == 0) {
                if (anew) {
                    memory.forget();
                }
                return;
            }
            Optional<KnownHead> before = memory.recall();
            boolean asBefore = head.sequence() == known.rows().size()
                    && before.filter(end ->
                                    end.rows() == head.sequence() && end.hash().equals(head.hash()))
                            .isPresent();
            if (asBefore) {
                return;
            }
            String query = "SELECT sequence, hash, " + database.instantText("started_at") + " FROM " + names.history()
                    + " ORDER BY sequence DESC LIMIT 1";
            try (Statement statement = connection.createStatement();
                    ResultSet row = database.query(statement, query)) {
                if (row.next()) {
                    long sequence = row.getLong(1);
                    String hash = row.getString(2);
                    Instant started = database.parseInstant(row.getString(3));
                    memory.remember(
                            new KnownHead(database.identity(connection, names.schema()), sequence, hash, started));
                }
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private ValidationException broken(String fault) {
        ValidationException exception =
                new ValidationException("the history (" + names.history() + ") is not as it was written: " + fault);
        exception.next(
                "find out who changed it: `history` shows its rows; bring it back with `backup restore`, or begin"
                        + " a new one beside it: another history.prefix, and `baseline`");
        return exception;
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
            List<String> changes = preparation(statement, stamp, known);
            // Only inside a transaction that has begun may the others follow each other without a wait.
            statement.execute(changes.get(0));
            requireLockOrRollBack(statement);
            for (String change : changes.subList(1, changes.size() - 1)) {
                statement.addBatch(change);
            }
            executeTransaction(statement);
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

    /**
     * {@return what {@link #prepareTables} would execute; nothing when the tables are there} The rows that are appended
     * from now on follow it.
     */
    public List<String> tablePreparation(RunStamp stamp, History known) {
        try {
            return known.format() == LedgerTables.FORMAT ? List.of() : preparation(stamp, known);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** A table that is there since we looked may be that of a run that has taken the lock over. */
    private List<String> preparation(Statement statement, RunStamp stamp, History known) throws SQLException {
        try {
            return preparation(stamp, known);
        } catch (MigrateException e) {
            requireLock(statement);
            throw e;
        }
    }

    private List<String> preparation(RunStamp stamp, History known) throws SQLException {
        tables.requireFreeNames(connection, known.format());
        List<String> statements = new ArrayList<>();
        statements.add(database.beginWrite());
        database.ownNames().ifPresent(statements::add);
        statements.addAll(tables.changesFrom(known.format()));
        statements.add(append(Entry.declaration(
                stamp, Subject.LEDGER, Integer.toString(LedgerTables.FORMAT), Action.FORMAT, Optional.empty())));
        statements.add("COMMIT");
        return statements;
    }

    private void requireLockOrRollBack(Statement statement) throws SQLException {
        try {
            requireLock(statement);
        } catch (SQLException | LockException e) {
            statement.execute("ROLLBACK");
            throw e;
        }
    }

    /** Executes what the batch holds, and commits; what fails is rolled back. */
    private static void executeTransaction(Statement statement) throws SQLException {
        try {
            statement.executeBatch();
            statement.execute("COMMIT");
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

    /** {@return a query for the duration of the entry appended last, which finds it only if it is there} */
    public String durationOfLast() {
        return "SELECT duration_ms FROM " + names.history() + " WHERE sequence " + database.operator("=") + " "
                + head.sequence();
    }

    /** Appends an entry in a transaction of its own. */
    public void record(Entry entry) {
        if (fence().isPresent()) {
            recordAll(List.of(entry));
            return;
        }
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
                requireLock(statement);
                for (Entry entry : entries) {
                    statement.execute(append(entry));
                }
                statement.execute("COMMIT");
            } catch (SQLException | LockException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        } catch (SQLException e) {
            head = before;
            throw unwritable(e);
        } catch (LockException e) {
            head = before;
            throw e;
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

    /**
     * {@return the down script recorded in that row}
     *
     * @throws ValidationException when the row is not the one that was {@linkplain #read read}
     */
    public Optional<String> downScript(long sequence) {
        if (sequence > known.rows().size()) {
            read();
        }
        Row asRead = known.rows().get((int) sequence - 1);
        String only = " WHERE sequence " + database.operator("=") + " " + sequence;
        try (TextRows rows = rows(only, ", down_script", 1)) {
            RowReader reader = new RowReader(database, rows);
            if (!rows.next()) {
                throw broken("row " + sequence + " is missing");
            }
            Optional<String> script = Optional.ofNullable(rows.text(RowReader.COUNT + 1));
            String hash = ChainCheck.hash(
                    reader.row(), String.valueOf(reader.previousHash()), script.map(Sha256::of), Sha256.digest());
            if (!hash.equals(asRead.hash())) {
                throw broken("row " + sequence + " was changed after it was written");
            }
            rows.next();
            return script;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Recomputes the chain over every row. */
    public ChainReport verify() {
        return readAll().report();
    }

    private Reading select() throws SQLException {
        List<Row> all = new ArrayList<>();
        ChainCheck check = new ChainCheck();
        ChainReport report;
        try (TextRows rows = rows("", "", 0)) {
            RowReader reader = new RowReader(database, rows);
            while (rows.next()) {
                Row row = reader.row();
                all.add(row);
                check.add(row, reader.previousHash(), reader.downScriptHash());
            }
        } finally {
            report = check.finish();
        }
        return new Reading(new History(all), report);
    }

    private TextRows rows(String which, String more, int count) throws SQLException {
        String query = "SELECT " + RowReader.columns(database) + more + " FROM " + names.history() + which
                + " ORDER BY sequence";
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
