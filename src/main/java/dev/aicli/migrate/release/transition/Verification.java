package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.schema.catalogue.Catalogue;
import dev.aicli.migrate.schema.catalogue.CatalogueChange;
import dev.aicli.migrate.schema.catalogue.CatalogueComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether an installation is again what it was.
 *
 * @param schemaKnown whether it was recorded what the schema should be
 * @param drift in what the schema differs from that
 * @param files the configuration files, each as it should be and as it is
 * @param hook what the user's own check says against it; empty when nothing
 */
public record Verification(
        boolean schemaKnown, List<CatalogueChange> drift, List<FileHash> files, Optional<MigrateException> hook) {
    /**
     * A configuration file.
     *
     * @param expected SHA-256 of its former bytes
     * @param found of its bytes now; absent when it is not there
     */
    public record FileHash(String file, String expected, Optional<String> found) {
        /** {@return whether it has its former bytes} */
        public boolean same() {
            return found.equals(Optional.of(expected));
        }
    }

    public Verification {
        drift = List.copyOf(drift);
        files = List.copyOf(files);
    }

    /**
     * {@return how it is now}
     *
     * @param former where it should be
     * @param expected what the schema should be, as far as that is known
     */
    public static Verification of(
            Tracks tracks, InstallationState former, Optional<Catalogue> expected, Optional<MigrateException> hook) {
        List<CatalogueChange> drift = expected.map(catalogue ->
                        new CatalogueComparison(catalogue, tracks.snapshots().present()).changes())
                .orElse(List.of());
        List<FileHash> files = new ArrayList<>();
        former.hashes().forEach((file, hash) -> files.add(new FileHash(file, hash, now(tracks, file))));
        return new Verification(expected.isPresent(), drift, files, hook);
    }

    private static Optional<String> now(Tracks tracks, String file) {
        return tracks.config()
                .flatMap(track -> track.subjects().stream()
                        .filter(subject -> subject.target().equals(file))
                        .findFirst()
                        .map((Subject subject) -> track.sha256(subject)));
    }

    /** {@return whether everything is as it was} */
    public boolean sound() {
        return drift.isEmpty() && hook.isEmpty() && files.stream().allMatch(FileHash::same);
    }
}
