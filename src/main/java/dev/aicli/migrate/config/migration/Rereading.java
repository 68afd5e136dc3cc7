package dev.aicli.migrate.config.migration;

/** What is read of a YAML document after an edit, to be compared with what the edit meant to say. */
public enum Rereading {
    /** The part that the edit touched. Whoever writes the text anywhere asks first whether all of it reads the same. */
    TOUCHED,
    /** All of it. */
    WHOLE
}
