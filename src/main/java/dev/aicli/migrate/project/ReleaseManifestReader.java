package dev.aicli.migrate.project;

import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.release.Privilege;
import dev.aicli.migrate.release.RangeSyntaxException;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.ReleaseManifest;
import dev.aicli.migrate.release.RequiredProgram;
import dev.aicli.migrate.release.Requirements;
import dev.aicli.migrate.release.VersionRange;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the release manifest, {@code releases.yml}. Only the health address is expanded by environment variables: it is
 * the one thing in there that differs from installation to installation.
 */
public final class ReleaseManifestReader {
    private final Map<String, String> environment;
    private final Path workingDirectory;

    /**
     * A reader for one call of the program.
     *
     * @param workingDirectory what shown paths are relative to
     */
    public ReleaseManifestReader(Map<String, String> environment, Path workingDirectory) {
        this.environment = environment;
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /**
     * Reads the manifest.
     *
     * @throws UsageException for whatever is wrong, with file, line and column
     */
    public ReleaseManifest read(Path file) {
        String shown = file.startsWith(workingDirectory)
                ? workingDirectory.relativize(file).toString()
                : file.toString();
        if (!Files.exists(file)) {
            throw new UsageException("there is no release manifest " + shown)
                    .next("describe the releases there, or name another file as `releases` in aicli.yml");
        }
        YamlSection.Source source =
                new YamlSection.Source("the release manifest", shown, workingDirectory, Optional.empty());
        YamlSection root = ProjectYaml.read(file, source);
        List<Release> releases = new ArrayList<>();
        Map<SemanticVersion, SourceLocation> places = new HashMap<>();
        for (YamlSection section : root.sections("releases", "version")) {
            Release release = release(section);
            SourceLocation before = places.put(release.version(), release.place());
            if (before != null) {
                throw new UsageException(
                                "the release " + release.version() + " is there twice, first at line " + before.line())
                        .at(release.place())
                        .next("give one of them another version, or remove it");
            }
            releases.add(release);
        }
        root.finish();
        return new ReleaseManifest(shown, releases);
    }

    private Release release(YamlSection section) {
        ProjectValue version = section.required("version");
        Release release = new Release(
                semantic(version),
                section.value("schema")
                        .map(value -> value.as(NumericVersion::parse, "a schema version, such as 5 or 20250801120000")),
                section.value("config").map(ReleaseManifestReader::semantic),
                section.value("from").map(ReleaseManifestReader::range),
                requirements(section.section("requires")),
                section.isSequence("breaking")
                        ? section.texts("breaking")
                        : section.value("breaking").map(ProjectValue::text).stream()
                                .toList(),
                section.value("irreversible").map(ProjectValue::asBoolean).orElse(false),
                section.value("notes").map(ProjectValue::text),
                version.textPlace(0));
        section.finish();
        return release;
    }

    private Requirements requirements(YamlSection requires) {
        YamlSection database = requires.section("database");
        Map<String, VersionRange> databases = new LinkedHashMap<>();
        for (String kind : Databases.kinds()) {
            database.value(kind).ifPresent(value -> databases.put(kind, range(value)));
        }
        database.finish();
        Requirements requirements = new Requirements(
                databases,
                requires.sections("extensions", "name").stream()
                        .map(ReleaseManifestReader::extension)
                        .toList(),
                requires.values("privileges").stream()
                        .map(value -> value.as(Privilege::parse, Privilege.FORM))
                        .toList(),
                requires.value("disk").map(value -> value.as(Quantities::size, Quantities.SIZE_FORM)),
                requires.sections("programs", "name").stream()
                        .map(ReleaseManifestReader::program)
                        .toList(),
                requires.values("environment").stream()
                        .map(value -> value.as(ReleaseManifestReader::variable, "the name of a variable"))
                        .toList(),
                requires.value("health").map(this::address),
                requires.value("redis").map(ReleaseManifestReader::range));
        requires.finish();
        return requirements;
    }

    private static Requirements.Extension extension(YamlSection section) {
        Requirements.Extension extension = new Requirements.Extension(
                section.required("name").text(), section.value("version").map(ReleaseManifestReader::range));
        section.finish();
        return extension;
    }

    private static RequiredProgram program(YamlSection section) {
        String name = section.required("name").text();
        List<String> command = BackupReader.words(section, "command");
        RequiredProgram program = new RequiredProgram(
                name,
                command.isEmpty() ? List.of(name, "--version") : command,
                section.value("version").map(ReleaseManifestReader::range));
        section.finish();
        return program;
    }

    private static Optional<String> variable(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_]*") ? Optional.of(text) : Optional.empty();
    }

    private String address(ProjectValue value) {
        String expanded = new Variables(environment).expand(value.raw(), value.textPlace(0));
        try {
            URI uri = new URI(expanded);
            if (uri.getHost() != null && List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return expanded;
            }
        } catch (URISyntaxException e) {
            // Refused below.
        }
        throw new UsageException(value.name() + " is no HTTP address")
                .at(value.textPlace(0))
                .next("write http://host:port/path or https://…");
    }

    private static SemanticVersion semantic(ProjectValue value) {
        return value.as(SemanticVersion::parse, "a semantic version: major.minor.patch");
    }

    private static VersionRange range(ProjectValue value) {
        try {
            return VersionRange.parse(value.text());
        } catch (RangeSyntaxException e) {
            throw new UsageException(value.name() + " is no range of versions: " + e.getMessage(), e)
                    .at(value.textPlace(e.column() - 1))
                    .next("see docs/releases.md for the whole grammar");
        }
    }
}
