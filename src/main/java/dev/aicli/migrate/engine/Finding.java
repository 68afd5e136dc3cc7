package dev.aicli.migrate.engine;

import dev.aicli.migrate.model.SourceLocation;
import java.util.Optional;

/**
 * Something about the migrations that a person should know.
 *
 * @param code stable, for machines
 * @param severity whether it stops an upward run
 * @param version the migration concerned
 * @param message one sentence
 * @param location where
 */
public record Finding(Code code, Severity severity, String version, String message, Optional<SourceLocation> location) {
    /** How bad it is. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }

    /** What it is about. */
    public enum Code {
        /** Comments or layout of an applied file were changed. */
        TEXT_CHANGED,
        /** What an applied file says was changed. */
        MEANING_CHANGED,
        /** A pending version lies below the current one. */
        OUT_OF_ORDER,
        /** An applied migration has no file. */
        MISSING,
        /** A migration has no way back. */
        IRREVERSIBLE,
        /** A migration is applied in part. */
        PARTIAL,
        /** A script cannot be parsed, or cannot run as it is. */
        UNREADABLE,
        /** A path in a migration is probably not meant as it reads. */
        DOUBTFUL_PATH,
        /** An operation would do nothing in a file. */
        SKIPPED,
        /** What an operation says about a file. */
        NOTE
    }
}
