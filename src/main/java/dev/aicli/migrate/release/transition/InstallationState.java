package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.history.History;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.schema.SchemaTrack;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where an installation stands, or stood: what there is to come back to.
 *
 * @param release the installed release
 * @param schema the schema's version
 * @param files by configuration file, its version; a file without one is left out
 * @param hashes by configuration file, SHA-256 over its bytes
 */
public record InstallationState(
        Optional<String> release, Optional<String> schema, Map<String, String> files, Map<String, String> hashes) {
    public InstallationState {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        hashes = Collections.unmodifiableMap(new TreeMap<>(hashes));
    }

    /** {@return where it stands now, the release as the caller knows it} */
    static InstallationState now(Tracks tracks, History history, Optional<String> release) {
        Map<String, String> files = new TreeMap<>();
        Map<String, String> hashes = new TreeMap<>();
        tracks.config()
                .ifPresent(track -> track.subjects().forEach(subject -> {
                    track.state(subject, history)
                            .head()
                            .ifPresent(version -> files.put(subject.target(), version.text()));
                    hashes.put(subject.target(), track.sha256(subject));
                }));
        return new InstallationState(
                release,
                tracks.schema()
                        .flatMap(track -> track.state(SchemaTrack.DATABASE, history)
                                .head()
                                .map(Version::text)),
                files,
                hashes);
    }

    /** {@return whether schema and files are at the same versions as there} */
    boolean sameVersions(InstallationState other) {
        return schema.equals(other.schema) && files.equals(other.files);
    }

    /** {@return the versions in a few words} */
    public String describe() {
        StringBuilder text = new StringBuilder("schema " + schema.orElse("none"));
        files.forEach(
                (file, version) -> text.append(", ").append(file).append(' ').append(version));
        return text.toString();
    }
}
