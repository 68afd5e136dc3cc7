package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.model.Checksums;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of what a query for {@link #COLUMNS} gives. There may be many: by position, and what repeats is kept once.
 */
final class RowReader {
    /** The columns whose values are read and written as they stand, in this order. */
    static final String STORED = "sequence, run_id, track, target, version, description, action, status,"
            + " byte_checksum, meaning_checksum, head_version, script_name, statements_done, statements_total,"
            + " started_at, duration_ms, app_release, tool_version, operator, backup_id, data, error, hash";

    /** What is read, in this order; a query may add more behind. */
    static final String COLUMNS = STORED + ", CASE WHEN down_script IS NULL THEN 0 ELSE 1 END AS has_down_script";

    private final Database database;
    private final ResultSet results;
    private @Nullable RunStamp lastRun;
    private @Nullable Subject lastSubject;

    RowReader(Database database, ResultSet results) {
        this.database = database;
        this.results = results;
    }

    /** {@return the row that the result stands on} */
    Row row() throws SQLException {
        Entry entry = new Entry(
                run(),
                subject(),
                results.getString(5),
                results.getString(6),
                Action.of(results.getString(7)),
                Status.of(results.getString(8)),
                checksums(),
                optional(11),
                optional(12),
                Optional.empty(),
                new StatementCount(results.getLong(13), results.getLong(14)),
                database.instant(results, 15),
                Optional.of(results.getLong(16)),
                optional(21),
                optional(22));
        return new Row(results.getLong(1), entry, results.getInt(24) == 1, results.getString(23));
    }

    private RunStamp run() throws SQLException {
        RunStamp run = new RunStamp(
                results.getString(2), optional(17), results.getString(18), results.getString(19), optional(20));
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
        Subject subject = new Subject(results.getString(3), results.getString(4));
        Subject last = lastSubject;
        if (last != null && subject.equals(last)) {
            return last;
        }
        lastSubject = subject;
        return subject;
    }

    private Optional<Checksums> checksums() throws SQLException {
        String bytes = results.getString(9);
        String meaning = results.getString(10);
        return bytes == null || meaning == null ? Optional.empty() : Optional.of(new Checksums(bytes, meaning));
    }

    private Optional<String> optional(int column) throws SQLException {
        return Optional.ofNullable(results.getString(column));
    }
}
