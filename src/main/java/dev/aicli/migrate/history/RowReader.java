package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.TextRows;
import dev.aicli.migrate.model.Checksums;
import dev.aicli.migrate.model.Sha256;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of what a query for {@link #columns} gives. There may be many: by position, and what repeats is kept once.
 */
final class RowReader {
    /** The columns whose values are read and written as they stand, in this order. */
    static final String STORED = "sequence, run_id, track, target, version, description, action, status,"
            + " byte_checksum, meaning_checksum, head_version, script_name, statements_done, statements_total,"
            + " started_at, duration_ms, app_release, tool_version, operator, backup_id, data, error, hash";

    /** How many values {@link #columns} gives; a query may add more behind. */
    static final int COUNT = 25;

    private final Database database;
    private final TextRows rows;
    private final boolean serverHashes;
    private @Nullable RunStamp lastRun;
    private @Nullable Subject lastSubject;

    RowReader(Database database, TextRows rows) {
        this.database = database;
        this.rows = rows;
        this.serverHashes = database.sha256Hex("").isPresent();
    }

    /** {@return what is read, in this order} */
    static String columns(Database database) {
        return STORED.replace("started_at", database.instantText("started_at")) + ", "
                + database.sha256Hex("down_script").orElse("down_script") + ", previous_hash";
    }

    /** {@return the row that the reading stands on} */
    Row row() throws SQLException {
        Entry entry = new Entry(
                run(),
                subject(),
                text(5),
                text(6),
                Action.of(text(7)),
                Status.of(text(8)),
                checksums(),
                optional(11),
                optional(12),
                Optional.empty(),
                new StatementCount(rows.number(13), rows.number(14)),
                database.parseInstant(text(15)),
                Optional.of(rows.number(16)),
                optional(21),
                optional(22));
        return new Row(rows.number(1), entry, rows.text(24) != null, text(23));
    }

    /** {@return the SHA-256 of the row's down script as it is recorded now} */
    Optional<String> downScriptHash() throws SQLException {
        return optional(24).map(text -> serverHashes ? text : Sha256.of(text));
    }

    /** {@return the hash of the row before, as it is recorded} */
    @Nullable
    String previousHash() throws SQLException {
        return rows.text(25);
    }

    private RunStamp run() throws SQLException {
        RunStamp run = new RunStamp(text(2), optional(17), text(18), text(19), optional(20));
        RunStamp last = lastRun;
        if (last != null && same(run, last)) {
            return last;
        }
        lastRun = run;
        return run;
    }

    private static boolean same(RunStamp one, RunStamp other) {
        return one.runId().equals(other.runId())
                && one.release().equals(other.release())
                && one.toolVersion().equals(other.toolVersion())
                && one.operator().equals(other.operator())
                && one.backupId().equals(other.backupId());
    }

    private Subject subject() throws SQLException {
        Subject subject = new Subject(text(3), text(4));
        Subject last = lastSubject;
        if (last != null && subject.equals(last)) {
            return last;
        }
        lastSubject = subject;
        return subject;
    }

    private Optional<Checksums> checksums() throws SQLException {
        String bytes = rows.text(9);
        String meaning = rows.text(10);
        return bytes == null || meaning == null ? Optional.empty() : Optional.of(new Checksums(bytes, meaning));
    }

    private String text(int column) throws SQLException {
        return Objects.requireNonNull(rows.text(column), "a column that is never NULL");
    }

    private Optional<String> optional(int column) throws SQLException {
        return Optional.ofNullable(rows.text(column));
    }
}
