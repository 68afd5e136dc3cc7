package dev.aicli.migrate.release;

import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an application of a release can work with an installation as it is now: what its container asks before it
 * starts.
 *
 * @param state the answer
 * @param reason why, in a sentence
 */
public record ApplicationFit(State state, String reason) {
    /** The answers. */
    public enum State {
        /** Schema and configuration are at the versions that the release works with. */
        OK,
        /** They are older, or a run is half-way: waiting may help. */
        BEHIND,
        /** They are newer, by releases that break nothing for older ones. */
        AHEAD_BUT_COMPATIBLE,
        /** They are newer and not compatible, or nobody knows. */
        INCOMPATIBLE;

        /** {@return the word in texts and JSON} */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** {@return whether the application may start} */
        public boolean mayStart() {
            return this == OK || this == AHEAD_BUT_COMPATIBLE;
        }
    }

    /**
     * {@return the answer for an application}
     *
     * @param halfWay whether a run ended, or is, half-way
     */
    public static ApplicationFit of(
            ReleaseManifest manifest,
            Release application,
            InstalledRelease installed,
            InstalledVersions versions,
            boolean halfWay) {
        if (halfWay) {
            return new ApplicationFit(State.BEHIND, "a migration is half-done");
        }
        List<String> differences = versions.differences(application);
        if (differences.isEmpty()) {
            return new ApplicationFit(State.OK, application.version() + " works with " + versions.describe());
        }
        String what = String.join("; ", differences);
        boolean behind = isSomewhere(application, versions, -1);
        boolean ahead = isSomewhere(application, versions, 1);
        if (behind) {
            return new ApplicationFit(ahead ? State.INCOMPATIBLE : State.BEHIND, what);
        }
        return installed
                .version()
                .filter(version -> version.compareTo(application.version()) > 0)
                .map(version -> ahead(manifest, application.version(), version, what))
                .orElseGet(() ->
                        new ApplicationFit(State.INCOMPATIBLE, what + "; which release is installed is not known"));
    }

    /** Older than the application wants (-1), or newer (1). */
    private static boolean isSomewhere(Release application, InstalledVersions versions, int side) {
        boolean schema = versions.hasSchema()
                && application.schema().isPresent()
                && side
                        == Integer.signum(versions.schema()
                                .orElse(NumericVersion.of("0"))
                                .compareTo(application.schema().get()));
        Stream<Version> files = versions.files().stream().flatMap(file -> file.version().stream());
        return schema
                || application
                        .config()
                        .filter(wanted -> files.anyMatch(version -> side == Integer.signum(version.compareTo(wanted))))
                        .isPresent();
    }

    private static ApplicationFit ahead(
            ReleaseManifest manifest, SemanticVersion application, SemanticVersion installed, String what) {
        Optional<String> breaks = manifest.find(installed).isPresent()
                ? manifest.releases().stream()
                        .filter(release -> release.version().compareTo(application) > 0
                                && release.version().compareTo(installed) <= 0
                                && !release.breaking().isEmpty())
                        .findFirst()
                        .map(release ->
                                release.version() + " breaks older releases: " + String.join("; ", release.breaking()))
                : Optional.of(installed + " is not in " + manifest.file() + ", and is another major version")
                        .filter(text -> installed.major() != application.major());
        return breaks.map(reason -> new ApplicationFit(State.INCOMPATIBLE, what + "; " + reason))
                .orElseGet(() -> new ApplicationFit(
                        State.AHEAD_BUT_COMPATIBLE,
                        what + "; " + installed + " is installed, and breaks nothing for " + application));
    }
}
