package dev.aicli.migrate.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.release.Privilege;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.ReleaseManifest;
import dev.aicli.migrate.release.RequiredProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ReleaseManifestReaderTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path directory;

    private ReleaseManifest read(String yaml) {
        Path file = directory.resolve("releases.yml");
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ReleaseManifestReader(Map.of("HOST", "app"), directory).read(file);
    }

    private static boolean schemaAccepts(String yaml) throws IOException {
        JsonNode content = MAPPER.readTree(Files.readString(Path.of("docs", "schema", "releases.schema.json")));
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(content);
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return schema.validate(MAPPER.valueToTree(loaded)).isEmpty();
    }

    @Test
    void readsEveryKey() {
        Release release = read("""
                releases:
                  - version: 1.1.0
                    schema: 005
                    config: 1.0.2
                    from: ">=1.0.0 <1.1.0"
                    requires:
                      database: {postgresql: ">=14.0.0", sqlite: 3.x}
                      extensions: [pgcrypto, {name: postgis, version: ^3.0.0}]
                      privileges: [create on schema app, SUPERUSER, member of Ops, select on table a.b]
                      disk: 2GiB
                      programs:
                        - psql
                        - {name: Redis, command: [redis-server, -v], version: ">=6.0.0"}
                      environment: [JWT_SECRET]
                      health: http://${HOST}:${PORT:-8080}/health
                      redis: 7.x
                    breaking: [first, second]
                    irreversible: true
                    notes: costs ${nothing}
                """).require("1.1.0");

        assertThat(release.schema()).contains(NumericVersion.of("5"));
        assertThat(release.config()).contains(SemanticVersion.of("1.0.2"));
        assertThat(release.from()).hasToString("Optional[>=1.0.0 <1.1.0]");
        assertThat(release.breaking()).containsExactly("first", "second");
        assertThat(release.irreversible()).isTrue();
        assertThat(release.notes()).contains("costs ${nothing}");
        assertThat(release.place()).isEqualTo(new SourceLocation("releases.yml", 2, 14));
        assertThat(release.requires().databases().toString())
                .contains("postgresql=>=14.0.0")
                .contains("sqlite=3.x");
        assertThat(release.requires().extensions().toString()).contains("pgcrypto", "postgis", "^3.0.0");
        assertThat(release.requires().privileges())
                .containsExactly(
                        new Privilege.OnObject("CREATE", "SCHEMA", Optional.of("app")),
                        new Privilege.Attribute("SUPERUSER"),
                        new Privilege.Membership("Ops"),
                        new Privilege.OnObject("SELECT", "TABLE", Optional.of("a.b")));
        assertThat(release.requires().disk()).contains(2L << 30);
        assertThat(release.requires().programs())
                .extracting(RequiredProgram::command)
                .containsExactly(List.of("psql", "--version"), List.of("redis-server", "-v"));
        assertThat(release.requires().environment()).containsExactly("JWT_SECRET");
        assertThat(release.requires().health()).contains("http://app:8080/health");
        assertThat(release.requires().redis()).hasToString("Optional[7.x]");
    }

    @Test
    void putsReleasesInOrder() {
        assertThat(read("releases: [{version: 2.0.0}, {version: 1.1.3}, {version: 1.0.0-rc.1}, {version: 1.0.0}]")
                        .releases())
                .extracting(release -> release.version().text())
                .containsExactly("1.0.0-rc.1", "1.0.0", "1.1.3", "2.0.0");
        assertThat(read("").releases()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            release: []                                            | 1:1  | unknown key 'release'
            releases: [{verison: 1.0.0}]                           | 1:13 | 'releases[0]' has no 'version'
            releases: [{version: 1.0.0, shema: 5}]                 | 1:29 | unknown key 'releases[0].shema'
            releases: [{version: 1.0}]                             | 1:22 | 'releases[0].version' cannot be read
            releases: [{version: v1.0.0}]                          | 1:22 | 'releases[0].version' cannot be read
            releases: [{version: 1.0.0}, {version: 1.0.0}]         | 1:40 | the release 1.0.0 is there twice
            releases: [{version: 1.0.0, schema: five}]             | 1:37 | 'releases[0].schema' cannot be read
            releases: [{version: 1.0.0, config: 5}]                | 1:37 | 'releases[0].config' cannot be read
            releases: [{version: 1.0.0, from: 1.0.0 beta}]         | 1:41 | 'releases[0].from' is no range of versions
            releases: [{version: 1.0.0, from: "1.0.0 beta"}]       | 1:42 | 'releases[0].from' is no range of versions
            releases: [{version: 1.0.0, from: latest}]             | 1:35 | 'releases[0].from' is no range of versions
            releases: [{version: 1.0.0, irreversible: maybe}]      | 1:43 | 'releases[0].irreversible' cannot be read
            releases: [{version: 1.0.0, requires: {disc: 1GB}}]    | 1:40 | unknown key 'releases[0].requires.disc'
            releases: [{version: 1.0.0, requires: {disk: much}}]   | 1:46 | 'releases[0].requires.disk' cannot be read
            releases: [{version: 1.0.0, requires: {database: {mysql: 8.x}}}]   | 1:51 | unknown key 'releases[0].requires.database.mysql'
            releases: [{version: 1.0.0, requires: {privileges: [FLY]}}]        | 1:53 | 'releases[0].requires.privileges' cannot be read
            releases: [{version: 1.0.0, requires: {environment: [A-B]}}]       | 1:54 | 'releases[0].requires.environment' cannot be read
            releases: [{version: 1.0.0, requires: {health: localhost}}]        | 1:48 | 'releases[0].requires.health' is no HTTP address
            releases: [{version: 1.0.0, requires: {health: '${NO}'}}]          | 1:49 | the environment variable NO is not set
            releases: [{version: 1.0.0, requires: {programs: [{command: a}]}}] | 1:52 | 'releases[0].requires.programs[0]' has no 'name'
            releases: {a: b}                                       | 1:12 | 'releases[0]' has no 'version'
            - 1.0.0                                                | 1:1  | the release manifest is not a mapping
            `releases: [`                                          | 2:1  | the release manifest is not valid YAML
            """)
    void namesThePlaceOfWhatIsWrong(String yaml, String place, String message) throws IOException {
        assertThatThrownBy(() -> read(yaml + "\n")).isInstanceOfSatisfying(UsageException.class, refusal -> {
            assertThat(refusal).hasMessageStartingWith(message);
            assertThat(refusal.location().map(SourceLocation::toString)).contains("releases.yml:" + place);
        });
        // What JSON Schema cannot say: that a version is there once, and what a variable holds.
        if (!message.contains("twice") && !message.contains("not set") && !message.contains("YAML")) {
            assertThat(schemaAccepts(yaml)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "releases:",
                "releases: [{version: 1.0.0, schema: 18.1, config: 1.0.0-rc.1+b, from: '1.0.0||^2.0.0 <2.1.0'}]",
                "releases: [{version: 1.0.0, schema: '20250801120000', breaking: a, notes: b, irreversible: false}]",
                "releases: [{version: 1.0.0, requires: {extensions: [a, {name: b, version: 1.x}], disk: 1 GB}}]",
                "releases: [{version: 1.0.0, requires: {privileges: [create on schema, MEMBER OF x, CREATEDB]}}]",
                "releases: [{version: 1.0.0, requires: {programs: [{name: a, command: [a, -v], version: '>=1.0.0'}]}}]",
                "releases: [{version: 1.0.0, requires: {health: 'https://${HOST}/x', redis: '>= 6.0.0'}}]"
            })
    void acceptsWhatTheSchemaAccepts(String yaml) throws IOException {
        read(yaml);

        assertThat(schemaAccepts(yaml)).isTrue();
    }

    @Test
    void theRepositorysOwnManifestIsValid() throws IOException {
        assertThat(schemaAccepts(Files.readString(Path.of("releases.yml")))).isTrue();

        ReleaseManifest manifest = new ReleaseManifestReader(Map.of(), Path.of(""))
                .read(Path.of("").toAbsolutePath().resolve("releases.yml"));

        assertThat(manifest.releases())
                .extracting(release -> release.version().text())
                .containsExactly("1.0.0", "1.0.1", "1.1.0", "2.0.0");
    }

    @Test
    void saysWhereTheManifestShouldBe() {
        assertThatThrownBy(() -> new ReleaseManifestReader(Map.of(), directory).read(directory.resolve("releases.yml")))
                .hasMessage("there is no release manifest releases.yml");
    }
}
