package dev.aicli.migrate.release;

import dev.aicli.migrate.config.ConfigTrack;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.schema.SchemaTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The versions that an installation is at.
 *
 * @param hasSchema whether there is a database with a schema at all
 * @param schema the schema's; empty when no migration is applied
 * @param files those of the configuration files
 */
public record InstalledVersions(boolean hasSchema, Optional<Version> schema, List<FileVersion> files) {
    public InstalledVersions {
        files = List.copyOf(files);
    }

    /**
     * A configuration file's version.
     *
     * @param file its name
     * @param version empty when neither it nor history says one
     * @param fault why it cannot be told
     */
    public record FileVersion(String file, Optional<Version> version, Optional<MigrateException> fault) {}

    /**
     * {@return the versions of the tracks that there are}
     *
     * @param config the configuration track; absent when no file of it is there
     */
    public static InstalledVersions of(Optional<SchemaTrack> schema, Optional<ConfigTrack> config, History history) {
        List<FileVersion> files = new ArrayList<>();
        config.ifPresent(track -> track.subjects().forEach(subject -> files.add(fileVersion(track, subject, history))));
        return new InstalledVersions(
                schema.isPresent(),
                schema.flatMap(
                        track -> track.state(SchemaTrack.DATABASE, history).head()),
                files);
    }

    private static FileVersion fileVersion(ConfigTrack track, Subject subject, History history) {
        try {
            return new FileVersion(
                    subject.target(), track.state(subject, history).head(), Optional.empty());
        } catch (MigrateException e) {
            return new FileVersion(subject.target(), Optional.empty(), Optional.of(e));
        }
    }

    /** {@return whether no migration of the schema is applied; without a schema, whether no file has a version} */
    public boolean isEmpty() {
        return hasSchema
                ? schema.isEmpty()
                : files.stream().allMatch(file -> file.version().isEmpty());
    }

    /** {@return what is at another version than the release works with, a sentence each; none when all fits} */
    public List<String> differences(Release release) {
        List<String> differences = new ArrayList<>();
        release.schema().filter(wanted -> hasSchema).ifPresent(wanted -> {
            if (!schema.equals(Optional.of(wanted))) {
                differences.add("the schema is at " + schema.map(Version::text).orElse("none") + ", and "
                        + release.version() + " works with " + wanted);
            }
        });
        release.config()
                .ifPresent(wanted -> files.forEach(file -> file.version()
                        .filter(version -> !version.equals(wanted))
                        .ifPresent(version -> differences.add(file.file() + " is at " + version + ", and "
                                + release.version() + " works with " + wanted))));
        return differences;
    }

    /** {@return the versions in a few words} */
    public String describe() {
        List<String> parts = new ArrayList<>();
        if (hasSchema) {
            parts.add("schema " + schema.map(Version::text).orElse("none"));
        }
        files.forEach(file -> parts.add(file.file() + " "
                + file.version().map(Version::text).orElse(file.fault().isPresent() ? "unreadable" : "unknown")));
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }
}
