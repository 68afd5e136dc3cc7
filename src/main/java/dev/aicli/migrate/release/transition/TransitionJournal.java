package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.backup.RunJournal;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The transition that is under way, in a file beside the backups: what it is, then a line for each step done. History
 * has the same; but a restored backup takes history back, and then the file tells that it did.
 */
public final class TransitionJournal {
    private final RunJournal file;

    public TransitionJournal(RunJournal file) {
        this.file = file;
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
     * Does away with the journal of a transition of which history knows nothing, or knows the end.
     *
     * @return what was found; empty when there was nothing to tell of
     */
    Optional<String> settle(History history) {
        try {
            List<String> lines = file.read();
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            Optional<Transition> left = TransitionJson.read(lines.get(0), Instant.now());
            boolean open = TransitionRecords.of(history)
                    .open()
                    .filter(transition -> left.isPresent()
                            && transition.runId().equals(left.get().runId()))
                    .isPresent();
            if (open) {
                return Optional.of("an earlier " + left.orElseThrow().kind().word() + " to "
                        + left.orElseThrow().destination() + " was broken off after " + (lines.size() - 1)
                        + " steps");
            }
            file.end();
            return Optional.empty();
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
