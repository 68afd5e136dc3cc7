package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.history.ProgressTable;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Counts the statements of one script that have taken effect, and writes the count where a later run finds it. */
final class ProgressRecorder {
    private final SqlSession session;
    private final ProgressTable table;
    private final RunStamp stamp;
    private final Step step;
    private final MessageDigest passedTexts = Sha256.digest();
    private long passed;
    private long done;
    private String doneChecksum = hex(passedTexts);

    ProgressRecorder(SqlSession session, ProgressTable table, RunStamp stamp, Step step) {
        this.session = session;
        this.table = table;
        this.stamp = stamp;
        this.step = step;
    }

    /** A statement was handed to the session; what it did may still be rolled back. */
    void passed(SqlStatement statement) {
        passedTexts.update(statement.text().getBytes(StandardCharsets.UTF_8));
        passedTexts.update((byte) 0);
        passed = statement.number();
    }

    /** Everything passed so far has taken effect. */
    void settled() {
        done = passed;
        doneChecksum = hex(passedTexts);
    }

    /** {@return the number of statements that have taken effect} */
    long done() {
        return done;
    }

    /** {@return the checksum over the statements that have taken effect} */
    String doneChecksum() {
        return doneChecksum;
    }

    /** Hands over the statement that writes the count, to be part of the transaction that is open, if one is. */
    void write(boolean nextInFlight) throws StatementFailure {
        session.executeOwn(table.write(
                stamp,
                step.subject(),
                new ProgressTable.Progress(
                        step.migration().version().text(), step.direction().word(), done, nextInFlight, doneChecksum)));
    }

    /** Hands over the statement that writes the count as it will be once the open transaction is committed. */
    void writePassed() throws StatementFailure {
        session.executeOwn(table.write(
                stamp,
                step.subject(),
                new ProgressTable.Progress(
                        step.migration().version().text(), step.direction().word(), passed, false, hex(passedTexts))));
    }

    private static String hex(MessageDigest digest) {
        try {
            return Sha256.of((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }
}
