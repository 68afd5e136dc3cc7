package dev.aicli.migrate.release;

import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.model.SemanticVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which release is installed, and how that is known.
 *
 * @param version the release; empty when there is none, or it cannot be told
 * @param source who says so
 * @param reasons the reasoning, a sentence each
 * @param agrees whether schema and configuration are at the versions that the release works with
 */
public record InstalledRelease(Optional<SemanticVersion> version, Source source, List<String> reasons, boolean agrees) {
    public InstalledRelease {
        reasons = List.copyOf(reasons);
    }

    /** Who says which release is installed. */
    public enum Source {
        /** A row of history. */
        HISTORY,
        /** The versions of schema and configuration are those of a release. */
        INFERRED,
        /** Nothing is installed yet. */
        NOTHING,
        /** The versions are those of no release. */
        UNKNOWN
    }

    /** {@return the installed release} History goes before what can be inferred. */
    public static InstalledRelease find(ReleaseManifest manifest, History history, InstalledVersions versions) {
        return ReleaseRecords.latest(history)
                .map(entry -> recorded(manifest, entry, versions))
                .orElseGet(() -> inferred(manifest, versions));
    }

    private static InstalledRelease recorded(ReleaseManifest manifest, Entry entry, InstalledVersions versions) {
        SemanticVersion version = ReleaseRecords.release(entry);
        List<String> reasons = new ArrayList<>();
        String how = switch (entry.action()) {
            case BASELINE -> "declared";
            case RESTORE -> "restored from a backup";
            default -> "reached";
        };
        reasons.add("history says so: " + how + " by " + entry.run().operator() + " at " + entry.startedAt());
        Optional<Release> known = manifest.find(version);
        if (known.isEmpty()) {
            reasons.add(manifest.file() + " does not describe it");
            return new InstalledRelease(Optional.of(version), Source.HISTORY, reasons, true);
        }
        List<String> differences = versions.differences(known.get());
        reasons.addAll(differences);
        return new InstalledRelease(Optional.of(version), Source.HISTORY, reasons, differences.isEmpty());
    }

    private static InstalledRelease inferred(ReleaseManifest manifest, InstalledVersions versions) {
        if (versions.isEmpty()) {
            return new InstalledRelease(
                    Optional.empty(),
                    Source.NOTHING,
                    List.of(
                            "no release is recorded and no migration is applied: a new installation",
                            "an application that is installed already is declared with `release baseline`"),
                    true);
        }
        List<Release> fitting = manifest.releases().stream()
                .filter(release ->
                        release.schema().isPresent() || release.config().isPresent())
                .filter(release -> versions.differences(release).isEmpty())
                .toList();
        if (fitting.isEmpty()) {
            return new InstalledRelease(
                    Optional.empty(),
                    Source.UNKNOWN,
                    List.of(
                            "no release is recorded, and no release of " + manifest.file() + " works with "
                                    + versions.describe(),
                            "declare the installed release with `release baseline`"),
                    false);
        }
        SemanticVersion newest = fitting.get(fitting.size() - 1).version();
        String names =
                fitting.stream().map(release -> release.version().text()).collect(Collectors.joining(" and of "));
        return new InstalledRelease(
                Optional.of(newest),
                Source.INFERRED,
                List.of("no release is recorded; the versions are those of " + names + ": " + versions.describe()
                        + (fitting.size() == 1 ? "" : "; the newest is taken")),
                true);
    }

    /** {@return the release, or what stands for it, in a word} */
    public String shown() {
        return version.map(SemanticVersion::text).orElse(source == Source.NOTHING ? "none" : "unknown");
    }
}
