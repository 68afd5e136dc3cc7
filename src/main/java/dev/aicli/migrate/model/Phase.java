package dev.aicli.migrate.model;

import java.util.Locale;

/** What a command is busy with, one thing after the other: where its time goes. */
public enum Phase {
    /** From the start of the process to the first line of ours. */
    START,
    /** The command line and the project file. */
    CONFIGURATION,
    /** Opening the database, and finding the history in it. */
    CONNECTION,
    /** Reading history. */
    HISTORY,
    /** Reading the sources of migrations, comparing them with history, and planning. */
    PLAN,
    /** Taking the lock, which other runs may hold. */
    LOCK,
    /** Hooks and backup before anything changes. */
    BACKUP,
    /** What the command is for. */
    RUN,
    /** Giving back the lock and the connection. */
    CLOSING;

    /** {@return the word that people and JSON read} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
