package dev.aicli.migrate.config.operation;

/** What to do where the place that a value goes to is taken. */
public enum OnConflict {
    FAIL,
    KEEP,
    OVERWRITE,
    MERGE
}
