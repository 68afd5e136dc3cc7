package dev.aicli.migrate.config.migration;

import dev.aicli.migrate.config.document.TextPosition;
import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.config.operation.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a set of documents. */
public sealed interface ConfigOutcome {

    /**
     * All of it was done.
     *
     * @param texts the new text of every document, by name, changed or not
     * @param stash what the opposite direction needs; it may hold secrets
     * @param notes what a person should know; free of values
     */
    record Done(Map<String, String> texts, Stash stash, List<Note> notes) implements ConfigOutcome {
        /** The texts may hold secrets. */
        @Override
        public String toString() {
            return "Done" + texts.keySet();
        }
    }

    /**
     * Something cannot be done soundly: no document changes.
     *
     * @param document the document's name
     * @param position in the document
     * @param operation the operation's name; empty when the document cannot be read at all
     * @param migrationPosition of the operation in the migration file
     * @param reason a stable name for what is in the way
     */
    record Refused(
            String document,
            TextPosition position,
            String operation,
            TextPosition migrationPosition,
            String reason,
            String text)
            implements ConfigOutcome {}

    /**
     * Something to tell about a document.
     *
     * @param migrationPosition of the operation in the migration file; absent where no single one is meant
     * @param skipped whether the operation did nothing
     */
    record Note(
            String document, String operation, Optional<TextPosition> migrationPosition, boolean skipped, String text) {
        static Note of(String document, Step step, String text) {
            return new Note(document, step.operation().name(), Optional.of(step.position()), false, text);
        }

        static Note skipped(String document, Step step, String text) {
            return new Note(document, step.operation().name(), Optional.of(step.position()), true, text);
        }
    }
}
