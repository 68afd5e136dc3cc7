package dev.aicli.migrate.model;

/**
 * The version of a migration: a number on the schema track, a semantic version on the configuration track.
 *
 * <p>Equality agrees with ordering. Versions of different kinds are never compared.
 */
public sealed interface Version extends Comparable<Version> permits NumericVersion, SemanticVersion {
    /** {@return the canonical text, as stored in history: equal versions have equal texts} */
    String text();
}
