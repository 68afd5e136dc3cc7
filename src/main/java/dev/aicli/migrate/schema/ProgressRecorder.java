package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.Fence;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.ProgressTable;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts the statements of one script that have taken effect, and writes the count where a later run finds it. The row
 * of history that says that the script has begun is written with the first count, in one transaction with what the
 * script does first: when that fails, nothing has begun.
 */
final class ProgressRecorder {
    private final SqlSession session;
    private final ProgressTable table;
    private final RunStamp stamp;
    private final Step step;
    private final Ledger ledger;
    private final LongFunction<Entry> opening;
    private @Nullable Object markBeforeOpening;
    private boolean opened;
    private MessageDigest passedTexts = Sha256.digest();
    private MessageDigest doneTexts = copy(passedTexts);
    private long passed;
    private long done;

    /**
     * A recorder that has written nothing yet.
     *
     * @param opening makes the row that says that the script has begun, of the number of statements done
     */
    ProgressRecorder(
            SqlSession session,
            ProgressTable table,
            RunStamp stamp,
            Step step,
            Ledger ledger,
            LongFunction<Entry> opening) {
        this.session = session;
        this.table = table;
        this.stamp = stamp;
        this.step = step;
        this.ledger = ledger;
        this.opening = opening;
    }

    /** {@return whether history knows that the script has begun} */
    boolean isOpened() {
        return opened;
    }

    private void open() throws StatementFailure {
        if (!opened) {
            markBeforeOpening = ledger.mark();
            session.executeOwn(ledger.append(opening.apply(done)));
        }
    }

    /** A statement was handed to the session; what it did may still be rolled back. */
    void passed(SqlStatement statement) {
        passedTexts.update(statement.text().getBytes(StandardCharsets.UTF_8));
        passedTexts.update((byte) 0);
        passed = statement.number();
    }

    /** Everything passed so far has taken effect. */
    void settled() {
        opened |= markBeforeOpening != null;
        markBeforeOpening = null;
        done = passed;
        doneTexts = copy(passedTexts);
    }

    /** What was passed since and has not taken effect was rolled back, and is going to be passed again. */
    void rewind() {
        if (markBeforeOpening != null) {
            ledger.rewind(markBeforeOpening);
            markBeforeOpening = null;
        }
        passed = done;
        passedTexts = copy(doneTexts);
    }

    /** {@return the number of statements that have taken effect} */
    long done() {
        return done;
    }

    /** {@return the checksum over the statements that have taken effect} */
    String doneChecksum() {
        return hex(doneTexts);
    }

    /** Writes the count by itself, in no transaction of the script's. */
    void write(boolean nextInFlight) throws StatementFailure {
        Optional<Fence> fence = ledger.fence();
        if (opened && fence.isEmpty()) {
            session.executeOwn(write(done, nextInFlight, doneTexts));
            return;
        }
        session.begin();
        if (fence.isPresent()) {
            session.fence(fence.get());
        }
        open();
        session.executeOwn(write(done, nextInFlight, doneTexts));
        session.commit();
        opened = true;
        markBeforeOpening = null;
    }

    /** Hands over the statement that writes the count as it will be once the open transaction is committed. */
    void writePassed() throws StatementFailure {
        open();
        session.executeOwn(write(passed, false, passedTexts));
    }

    private String write(long count, boolean nextInFlight, MessageDigest texts) {
        return table.write(
                stamp,
                step.subject(),
                new ProgressTable.Progress(
                        step.migration().version().text(), step.direction().word(), count, nextInFlight, hex(texts)));
    }

    private static String hex(MessageDigest digest) {
        return Sha256.of(copy(digest));
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }
}
