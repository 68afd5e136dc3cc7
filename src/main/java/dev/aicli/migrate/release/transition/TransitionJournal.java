package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.backup.RunJournal;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.release.ReleaseRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The transition that is under way, in a file beside the backups: what it is, then a line for each step done. History
 * has the same; but a restored backup takes history back, and then the file tells that it did.
 */
public final class TransitionJournal {
    private final RunJournal file;
    private final RunJournal attempt;
    private final String asker =
            Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);

    /**
     * A journal in two files.
     *
     * @param file of the transition that is under way
     * @param attempt of the upgrade that was asked for last, as long as it has not begun
     */
    public TransitionJournal(RunJournal file, RunJournal attempt) {
        this.file = file;
        this.attempt = attempt;
    }

    /**
     * An upgrade is asked for: on the disk before anything is looked at. Should it end without having begun, however it
     * ends, a rollback knows that there is nothing to take back.
     */
    public void attempt(String release) {
        write(() -> attempt.begin(release + " " + asker));
    }

    /**
     * The upgrade that was asked for has begun, so that history tells of it, or there was nothing to do. What another
     * process has asked for since stays.
     */
    public void attemptEnded() {
        if (askedLast().filter(line -> line.endsWith(" " + asker)).isPresent()) {
            forgetAttempts();
        }
    }

    /** Whatever was asked for: somebody has said since where to go back to. */
    void forgetAttempts() {
        write(attempt::end);
    }

    /** {@return the release of the upgrade that was asked for last, when that never began} */
    Optional<String> attempted() {
        return askedLast().map(line -> line.split(" ", 2)[0]);
    }

    private Optional<String> askedLast() {
        try {
            return attempt.read().stream().findFirst();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Begins it: on the disk before anything changes. */
    void begin(Transition transition) {
        write(() -> file.begin(TransitionJson.write(transition)));
    }

    /** A step is done. */
    void step(String what) {
        write(() -> file.add(what));
    }

    /** The transition has ended, one way or the other. */
    void end() {
        write(file::end);
    }

    /**
     * {@return the transition of which the journal tells and history does not: its run was killed before it changed
     * anything, or when all of it was undone}
     */
    Optional<Transition> withoutEffect(History history) {
        return TransitionRecords.of(history).open().isPresent()
                ? Optional.empty()
                : read().filter(left -> !history.contains(left.runId()));
    }

    /**
     * {@return the rollback of which the journal tells, when the installation is where it led to: its run was killed
     * when all was done}
     */
    Optional<Transition> rollbackDone(History history) {
        Optional<String> installed = ReleaseRecords.latest(history).flatMap(Entry::headVersion);
        return TransitionRecords.of(history).open().isPresent()
                ? Optional.empty()
                : read().filter(left -> left.kind() == Transition.Kind.ROLLBACK)
                        .filter(left -> left.to().equals(installed));
    }

    /**
     * Does away with the journal of a transition that has ended, or changed nothing.
     *
     * @return what is to be told of one that is unfinished; empty when there is none
     */
    Optional<String> settle(History history) {
        Optional<Transition> left = read();
        boolean open = TransitionRecords.of(history)
                .open()
                .filter(transition -> left.filter(same -> same.runId().equals(transition.runId()))
                        .isPresent())
                .isPresent();
        if (!open) {
            if (attempted().isEmpty()) {
                // Who asks again later must get the same answer.
                withoutEffect(history)
                        .filter(transition -> transition.kind() == Transition.Kind.UPGRADE)
                        .ifPresent(transition -> attempt(transition.destination()));
            }
            end();
            return Optional.empty();
        }
        return left.map(transition -> "an earlier " + transition.kind().word() + " to " + transition.destination()
                + " was broken off (run " + transition.runId() + ")");
    }

    private Optional<Transition> read() {
        try {
            List<String> lines = file.read();
            return lines.isEmpty() ? Optional.empty() : TransitionJson.read(lines.get(0), Instant.now());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private interface Writing {
        void write() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static BackupException unusable(IOException e) {
        BackupException exception =
                new BackupException("the journal beside the backups cannot be kept: " + e.getMessage(), e);
        exception.next("see that the folder of backups is readable and writable, and run the same command again");
        return exception;
    }
}
