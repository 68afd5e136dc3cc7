package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.config.ConfigTrack;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.engine.Track;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does every version that the manifest names exist, as a migration or as where something is already? */
final class ManifestVersionsRule implements Rule {
    @Override
    public Code code() {
        return Code.MANIFEST_VERSIONS;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        List<CheckResult> verdicts = new ArrayList<>();
        for (Release release : situation.manifest().releases()) {
            boolean onTheWay = situation.stops().contains(release) || release.equals(situation.target());
            for (Track track : situation.tracks()) {
                Optional<? extends Version> named =
                        track.name().equals(ConfigTrack.NAME) ? release.config() : release.schema();
                named.ifPresent(version -> situation.readable(track).stream()
                        .filter(subject -> !isKnown(version, track, situation.inspection(track, subject)))
                        .findFirst()
                        .ifPresent(subject -> verdicts.add(verdict(
                                release, onTheWay, "no " + track.name() + " migration has version " + version))));
            }
        }
        return verdicts.isEmpty()
                ? List.of(CheckResult.pass(
                        code(),
                        "all versions of " + situation.manifest().file() + " are known",
                        "migrations for each version"))
                : verdicts;
    }

    private CheckResult verdict(Release release, boolean onTheWay, String found) {
        String expected = "migrations for the versions of " + release.version();
        String text = release.place() + ": " + found;
        return onTheWay
                ? CheckResult.fail(code(), text, expected, "correct the version there, or bring the migrations' files")
                : CheckResult.warn(code(), text, expected, "correct it, or remove the release from the manifest");
    }

    /** The version that files begin with has no migration: it is lower than the first, or where a file is. */
    private static boolean isKnown(Version version, Track track, Inspection inspection) {
        boolean migration = inspection.available().stream()
                .anyMatch(candidate -> candidate.version().equals(version));
        boolean isBase = track.name().equals(ConfigTrack.NAME)
                && inspection.available().stream()
                        .allMatch(candidate -> candidate.version().compareTo(version) > 0);
        return migration || isBase || inspection.state().contains(version);
    }
}
