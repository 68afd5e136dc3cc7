package dev.aicli.migrate.config.operation;

/** What to do where the thing that an operation is about is not there. */
public enum OnMissing {
    SKIP,
    FAIL
}
