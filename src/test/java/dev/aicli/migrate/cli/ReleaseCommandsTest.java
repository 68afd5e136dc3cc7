package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about releases, on the sample chain 1.0.0, 1.0.1, 1.1.0, 2.0.0. */
class ReleaseCommandsTest {
    private static final JsonSchemas SCHEMA = JsonSchemas.load("output.schema.json");

    @TempDir
    private Path directory;

    @BeforeEach
    void project() throws IOException {
        SampleProject.copyTo(directory);
    }

    private Cli.Result run(String line) {
        return new Cli(directory).run(line.split(" ", -1));
    }

    private JsonNode json(int exitCode, String line) {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ", -1)));
        arguments.addAll(List.of("--output", "json"));
        Cli.Result result = new Cli(directory).run(arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.output() + result.error()).isEqualTo(exitCode);
        JsonNode document = JsonSchemas.parse(result.output());
        assertThat(SCHEMA.faults(document)).as(result.output()).isEmpty();
        return document;
    }

    private JsonNode status() {
        return json(0, "release status").get("data");
    }

    @Test
    void seesThatNothingIsInstalledAndCreatesNothing() throws IOException {
        JsonNode status = status();

        assertThat(status.get("source").asText()).isEqualTo("nothing");
        assertThat(status.get("release").isNull()).isTrue();
        assertThat(status.toString()).contains("a new installation");
        assertThat(Files.exists(directory.resolve("aicli.db"))).isFalse();
        assertThat(json(0, "release list").at("/data/releases/3/way")).hasSize(1);
    }

    @Test
    void takesAReleaseWhereAVersionIsExpected() {
        json(0, "migrate up --target-version 1.1.0");
        json(0, "config up --target-version 1.1.0");

        JsonNode status = status();
        assertThat(status.get("schema").asText()).isEqualTo("5");
        assertThat(status.get("release").asText()).isEqualTo("1.1.0");
        assertThat(status.get("source").asText()).isEqualTo("inferred");
        assertThat(status.at("/files/0/version").asText()).isEqualTo("1.1.0");
        assertThat(status.at("/next/0").asText()).isEqualTo("2.0.0");

        assertThat(json(0, "migrate dry-run --target-version 2.0.0").at("/data/steps"))
                .hasSize(2);
        json(0, "config down --target-version 1.0.1");
        json(0, "migrate down --target-version 1.0.1 --yes");
        assertThat(status().get("schema").asText()).isEqualTo("4");
        assertThat(status().get("release").asText()).isEqualTo("1.0.1");
        json(0, "db migrate --version 2.0.0");
        assertThat(status().get("schema").asText()).isEqualTo("7");
        assertThat(run("migrate up --target-version 3.0.0").error()).contains("no migration has version 3.0.0");
    }

    @Test
    void refusesAReleaseThatNamesNoVersionOfTheTrack() throws IOException {
        Files.writeString(directory.resolve("releases.yml"), "releases:\n  - version: 1.5.0\n");

        Cli.Result result = run("migrate up --target-version 1.5.0");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.error())
                .contains("releases.yml:2:14: the release 1.5.0 names no version of the schema track");
    }

    @Test
    void namesVersionsThatAreThoseOfNoRelease() {
        json(0, "migrate up --target-version 6");

        JsonNode status = status();

        assertThat(status.get("source").asText()).isEqualTo("unknown");
        assertThat(status.toString()).contains("works with schema 6, config.yml 1.0.0, .env 1.0.0");
        assertThat(json(0, "release list").at("/data/releases/3/reachable").asBoolean())
                .isFalse();
    }

    @Test
    void takesTheNewestOfReleasesThatCannotBeToldApart() throws IOException {
        Files.writeString(
                directory.resolve("releases.yml"),
                "releases: [{version: 1.0.0, schema: 3}, {version: 1.0.1, schema: 3}, {version: 2.0.0, schema: 4}]\n");
        json(0, "migrate up --target-version 3");

        assertThat(status().get("release").asText()).isEqualTo("1.0.1");
        assertThat(status().toString()).contains("those of 1.0.0 and of 1.0.1", "the newest is taken");
    }

    @Test
    void declaresTheInstalledReleaseWithEveryVersionThatNothingTold() throws IOException {
        Files.writeString(directory.resolve(".env"), "LOG_LEVEL=info\n");

        JsonNode baseline = json(0, "release baseline --version 1.0.0").get("data");

        List<String> targets = new ArrayList<>();
        baseline.get("entries").forEach(entry -> targets.add(entry.get("target").asText()));
        assertThat(targets).containsExactly("database", ".env", "application");
        JsonNode status = status();
        assertThat(status.get("release").asText()).isEqualTo("1.0.0");
        assertThat(status.get("source").asText()).isEqualTo("history");
        assertThat(status.get("agrees").asBoolean()).isTrue();
        assertThat(status.get("schema").asText()).isEqualTo("3");
        assertThat(status.toString()).contains("declared by ada");
        assertThat(json(0, "history verify").at("/data/sound").asBoolean()).isTrue();
        JsonNode list = json(0, "release list").get("data");
        assertThat(list.at("/releases/3/way").toString()).isEqualTo("[\"1.1.0\",\"2.0.0\"]");
        assertThat(list.at("/releases/0/installed").asBoolean()).isTrue();
        assertThat(run("release list").output()).contains("1.1.0 > 2.0.0");

        assertThat(run("release baseline --version 1.1.0").error()).contains("history knows a release already: 1.0.0");
        json(0, "migrate force --version 4 --yes");
        assertThat(status().get("agrees").asBoolean()).isFalse();
        assertThat(run("release status").output()).contains("the schema is at 4, and 1.0.0 works with 3");
    }

    @Test
    void refusesToDeclareWhatTheVersionsContradict() {
        json(0, "migrate up --target-version 4");

        Cli.Result result = run("release baseline --version 1.1.0");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.error()).contains("database is at version 4, and 1.1.0 works with 5");
        assertThat(run("release baseline --version 9.9.9").error()).contains("there is no release 9.9.9");
        assertThat(json(0, "history").toString()).doesNotContain("baseline");
    }

    @Test
    void readsTheManifestThatIsNamed() throws IOException {
        Files.move(directory.resolve("releases.yml"), directory.resolve("other.yml"));

        assertThat(run("release list").exitCode()).isEqualTo(2);
        assertThat(run("release list").error()).contains("there is no release manifest releases.yml");
        assertThat(json(0, "release list --releases other.yml").at("/data/releases"))
                .hasSize(4);
        Files.writeString(directory.resolve("other.yml"), "releases:\n  - version: 1.0.0\n    from: latest\n");
        assertThat(run("release list --releases other.yml").error())
                .contains("other.yml:3:11: 'releases[0].from' is no range of versions: 'latest' is no version");
    }
}
