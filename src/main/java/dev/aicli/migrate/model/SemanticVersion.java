package dev.aicli.migrate.model;

import java.util.Optional;
import org.semver4j.Semver;

/** A semantic version (semver.org 2.0.0). Build metadata is ignored, as the precedence rules say. */
public final class SemanticVersion implements Version {
    private final Semver semver;

    private SemanticVersion(Semver semver) {
        this.semver = semver;
    }

    /** Parses strictly: {@code major.minor.patch[-pre][+build]}; empty when the text is anything else. */
    public static Optional<SemanticVersion> parse(String text) {
        // The library takes a leading v for granted.
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        return Optional.ofNullable(Semver.parse(text)).map(parsed -> new SemanticVersion(parsed.withClearedBuild()));
    }

    /** {@return the version of that text} Throws IllegalArgumentException when it is none. */
    public static SemanticVersion of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a semantic version: " + text));
    }

    @Override
    public String text() {
        return semver.getVersion();
    }

    public int major() {
        return semver.getMajor();
    }

    public int minor() {
        return semver.getMinor();
    }

    public int patch() {
        return semver.getPatch();
    }

    /** {@return whether it has a pre-release part, such as {@code 2.0.0-rc.1}} */
    public boolean isPreRelease() {
        return !semver.getPreRelease().isEmpty();
    }

    @Override
    public int compareTo(Version other) {
        if (!(other instanceof SemanticVersion that)) {
            throw new IllegalArgumentException("cannot compare " + this + " with " + other);
        }
        return semver.compareTo(that.semver);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SemanticVersion that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
