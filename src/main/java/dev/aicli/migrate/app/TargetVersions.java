package dev.aicli.migrate.app;

import dev.aicli.migrate.engine.Track;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.ReleaseManifestReader;
import dev.aicli.migrate.release.Release;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;

/** What {@code --target-version} names: a version that the track's migrations know, else a release of that name. */
final class TargetVersions {
    private final Workspace workspace;
    private final Project project;
    private final Track track;

    TargetVersions(Workspace workspace, Project project, Track track) {
        this.workspace = workspace;
        this.project = project;
        this.track = track;
    }

    /**
     * {@return the track's version}
     *
     * @param part the version that a release names for the track
     */
    public Version version(String name, Function<Release, Optional<? extends Version>> part) {
        Optional<SemanticVersion> semantic = SemanticVersion.parse(name);
        if (semantic.isEmpty() || !Files.exists(project.releases()) || isOfTrack(track.parseVersion(name))) {
            return track.parseVersion(name);
        }
        Optional<Release> release = new ReleaseManifestReader(workspace.environment(), workspace.directory())
                .read(project.releases())
                .find(semantic.get());
        if (release.isEmpty()) {
            return track.parseVersion(name);
        }
        return part.apply(release.get())
                .orElseThrow(() -> new UsageException(
                                "the release " + name + " names no version of the " + track.name() + " track")
                        .at(release.get().place())
                        .next("add it there, or give a version of the track"));
    }

    private boolean isOfTrack(Version version) {
        return track.subjects().stream()
                .flatMap(subject -> track.migrations(subject).stream())
                .anyMatch(migration -> migration.version().equals(version));
    }
}
