package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.TextPosition;
import java.util.List;

/** What became of an operation on a document. Texts name paths, never values. */
public sealed interface Outcome {

    /**
     * It was done.
     *
     * @param stash what the opposite direction needs
     * @param notes what a person should know: what was kept, what could not be carried back
     */
    record Applied(Stash stash, List<String> notes) implements Outcome {}

    /** There was nothing to do. */
    record Skipped(Reason reason, String text) implements Outcome {}

    /** It cannot be done soundly; nothing has changed. */
    record Refused(Refusal reason, TextPosition position, String text) implements Outcome {}

    /** Why nothing was to be done. */
    enum Reason {
        /** What the operation is about is not there. */
        MISSING,
        /** The condition does not hold. */
        CONDITION,
        /** It is so already. */
        ALREADY,
        /** The file was edited, and the edit stays. */
        EDITED,
        /** The value is a placeholder, or has another form. */
        FORM
    }

    static Outcome applied(Stash stash) {
        return new Applied(stash, List.of());
    }

    static Outcome missing(Object what) {
        return new Skipped(Reason.MISSING, what + ": not there");
    }

    /** On the way back: {@return that what the operation wrote was deleted since; "not there" when nothing tells} */
    static Outcome gone(Object what, Stash stash) {
        return stash.isEmpty() ? missing(what) : new Skipped(Reason.EDITED, what + ": not there any more");
    }

    static Outcome already(Object what) {
        return new Skipped(Reason.ALREADY, what + ": nothing to change");
    }
}
