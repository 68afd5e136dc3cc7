package dev.aicli.migrate.history;

import java.util.Locale;

/** How a recorded step stands. Rows are never changed: a later row of the same version says how it ended. */
public enum Status {
    RUNNING,
    SUCCESS,
    FAILED;

    /** {@return the word in the table and in JSON} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Status of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
