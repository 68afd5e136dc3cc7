package dev.aicli.migrate.history;

import java.util.Locale;

/** What a row of history records. */
public enum Action {
    /** A migration was applied. */
    UP,
    /** A migration was taken back. */
    DOWN,
    /** Everything up to a version was declared to be there already. */
    BASELINE,
    /** A person declared the version, whatever had happened. */
    FORCE,
    /** A person accepted a migration's changed text. */
    REPAIR,
    /** A backup was restored: what is recorded after the backup did not happen any more. */
    RESTORE,
    /** A release of the application was reached; the version is the release. */
    RELEASE,
    /** The ledger's own tables were created or upgraded; the version is their format. */
    FORMAT;

    /** {@return the word in the table and in JSON} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Action of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
