package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.model.ConnectionException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * How far a migration that is not one transaction has come: one row a target, written after every statement, in the
 * statement's own transaction where it has one. The ledger has a row when the migration begins and one when it ends; a
 * row there for every statement would bury the history.
 */
public final class ProgressTable {
    private final Database database;
    private final HistoryNames names;

    public ProgressTable(Database database, HistoryNames names) {
        this.database = database;
        this.names = names;
    }

    /**
     * How far it has come.
     *
     * @param version the migration
     * @param action up or down
     * @param done statements that have taken effect
     * @param inFlight whether the next one had been sent when this was written, so that it may have taken effect
     * @param doneChecksum over the statements done, to see whether the file's done part is still the same
     */
    public record Progress(String version, String action, long done, boolean inFlight, String doneChecksum) {}

    /** {@return the statement that records how far a target's migration has come} */
    public String write(RunStamp run, Subject subject, Progress progress) {
        return "INSERT INTO " + names.progress() + " AS p (track, target, run_id, version, action, statements_done,"
                + " in_flight, done_checksum) VALUES (" + database.textLiteral(subject.track()) + ", "
                + database.textLiteral(subject.target()) + ", " + database.textLiteral(run.runId()) + ", "
                + database.textLiteral(progress.version()) + ", " + database.textLiteral(progress.action()) + ", "
                + progress.done() + ", " + (progress.inFlight() ? 1 : 0) + ", "
                + database.textLiteral(progress.doneChecksum())
                + ") ON CONFLICT (track, target) DO UPDATE SET run_id = excluded.run_id, version = excluded.version,"
                + " action = excluded.action, statements_done = excluded.statements_done,"
                + " in_flight = excluded.in_flight, done_checksum = excluded.done_checksum";
    }

    /** {@return the statement that forgets a target's progress, since its migration has ended} */
    public String clear(Subject subject) {
        return "DELETE FROM " + names.progress() + " WHERE track " + database.operator("=") + " "
                + database.textLiteral(subject.track()) + " AND target " + database.operator("=") + " "
                + database.textLiteral(subject.target());
    }

    /** {@return how far a target's migration has come} */
    public Optional<Progress> read(Connection connection, Subject subject) {
        try (Statement statement = connection.createStatement();
                ResultSet row = database.query(
                        statement,
                        "SELECT version, action, statements_done, in_flight,"
                                + " done_checksum FROM " + names.progress() + " WHERE track = "
                                + database.textLiteral(subject.track()) + " AND target = "
                                + database.textLiteral(subject.target()))) {
            return row.next()
                    ? Optional.of(new Progress(
                            row.getString(1), row.getString(2), row.getLong(3), row.getInt(4) == 1, row.getString(5)))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new ConnectionException("cannot read " + names.progress() + ": " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }
}
