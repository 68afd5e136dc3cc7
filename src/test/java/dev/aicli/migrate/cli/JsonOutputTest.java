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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command writes one document of the published form, whatever happens to it. */
class JsonOutputTest {
    private static final JsonSchemas SCHEMA = JsonSchemas.load("output.schema.json");

    @TempDir
    private Path directory;

    @BeforeEach
    void project() throws IOException {
        Files.writeString(directory.resolve("aicli.yml"), "database: {url: 'sqlite:app.db'}\n");
        migration("001_users", "CREATE TABLE users (id INTEGER PRIMARY KEY);", "DROP TABLE users;");
        migration("002_tasks", "CREATE TABLE tasks (id INTEGER PRIMARY KEY);", "DROP TABLE tasks;");
    }

    private void migration(String name, String up, String down) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(folder.resolve(name + ".up.sql"), up + "\n");
        Files.writeString(folder.resolve(name + ".down.sql"), down + "\n");
    }

    private JsonNode json(int exitCode, String line) {
        List<String> arguments = new ArrayList<>(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
        arguments.addAll(List.of("--output", "json"));
        Cli.Result result = new Cli(directory).run(arguments.toArray(String[]::new));
        JsonNode document = JsonSchemas.parse(result.output());
        assertThat(SCHEMA.faults(document)).as(result.output()).isEmpty();
        assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
        assertThat(document.get("exitCode").asInt()).isEqualTo(exitCode);
        return document;
    }

    @Test
    void holdsForEveryCommand() throws IOException {
        json(0, "migrate dry-run");
        assertThat(json(0, "migrate version").at("/data/version").isNull()).isTrue();
        JsonNode up = json(0, "migrate up");
        assertThat(up.get("command").asText()).isEqualTo("migrate up");
        assertThat(up.at("/data/steps")).hasSize(2);
        assertThat(up.at("/data/steps/0/version").asText()).isEqualTo("1");
        assertThat(json(0, "migrate up").at("/data/nothingToDo").asBoolean()).isTrue();
        json(0, "migrate down --yes");
        assertThat(json(3, "migrate status --check").at("/data/pending").asInt())
                .isEqualTo(1);
        assertThat(json(0, "db status").at("/data/foreignKeys").asBoolean(true)).isFalse();
        assertThat(json(0, "migrate status --database-url sqlite:app.db?foreign_keys=on")
                        .at("/data/foreignKeys")
                        .asBoolean())
                .isTrue();
        assertThat(json(0, "db verify").at("/data/sound").asBoolean()).isTrue();
        assertThat(json(4, "db verify --require-tables users,nowhere")
                        .at("/data/missingTables/0")
                        .asText())
                .isEqualTo("nowhere");
        json(0, "db verify --accept");
        json(0, "migrate list");
        json(0, "migrate validate");
        json(0, "migrate redo --yes");
        json(0, "db migrate");
        json(0, "db rollback --steps 1 --yes");
        json(0, "migrate repair --yes");
        json(0, "migrate unlock --yes");
        json(0, "migrate force --version 1 --yes");
        json(0, "migrate resume");
        assertThat(json(0, "migrate create third").at("/data/files")).hasSize(2);
        json(0, "db create fourth");
        json(0, "db version");
        assertThat(json(0, "history").at("/data/rows").size()).isGreaterThan(5);
        assertThat(json(0, "history verify").at("/data/sound").asBoolean()).isTrue();
        assertThat(json(0, "backup create").at("/data/backups/0/usable").asBoolean())
                .isTrue();
        assertThat(json(0, "backup list").at("/data/backups").size()).isGreaterThan(3);
        json(0, "backup verify latest");
        assertThat(json(0, "backup verify latest --restore")
                        .at("/data/restored/rows")
                        .asInt())
                .isPositive();
        json(0, "backup restore latest --into sqlite:beside.db");
        json(0, "backup restore latest --yes");
        json(0, "backup prune --keep 1");
        json(0, "version");
        json(0, "completion");
        Files.delete(directory.resolve("aicli.yml"));
        json(0, "init");
        json(0, "migrate baseline --version 1 --database-url sqlite:other.db");
    }

    @Test
    void tellsWhatWasDoneBeforeARunFailed() throws IOException {
        migration("003_bad", "CREATE TABLE fine (id INTEGER);\n  INSERT INTO nowhere VALUES (1);", "");

        JsonNode failed = json(1, "migrate up");

        assertThat(failed.get("status").asText()).isEqualTo("error");
        assertThat(failed.at("/data/steps")).hasSize(2);
        assertThat(failed.at("/error/code").asText()).isEqualTo("MIGRATION_FAILED");
        assertThat(failed.at("/error/location/file").asText()).isEqualTo("migrations/003_bad.up.sql");
        assertThat(failed.at("/error/location/line").asInt()).isEqualTo(2);
        assertThat(failed.at("/error/message").asText()).contains("nowhere");
        assertThat(failed.at("/error/nextStep").asText()).isNotBlank();
    }

    @Test
    void showsAHalfDoneMigration() throws IOException {
        migration(
                "003_half",
                "-- aicli: no-transaction\nCREATE TABLE h (id INTEGER);\nINSERT INTO later VALUES (1);",
                "");

        assertThat(json(7, "migrate up").at("/error/code").asText()).isEqualTo("PARTIAL");
        JsonNode status = json(7, "migrate status --check");
        assertThat(status.at("/data/partial/statementsDone").asInt()).isEqualTo(1);
        assertThat(status.at("/data/migrations/2/state").asText()).isEqualTo("partial");
    }

    @Test
    void listsFindings() throws IOException {
        json(0, "migrate up");
        migration("001_users", "CREATE TABLE users (id TEXT);", "DROP TABLE users;");
        migration("0_first", "SELECT 1;", "SELECT 1;");
        migration("003_broken", "SELECT 'x", "");
        assertThat(json(4, "migrate validate").at("/data/findings/0/code").asText())
                .isEqualTo("UNREADABLE");
        Files.delete(directory.resolve("migrations/003_broken.up.sql"));
        Files.delete(directory.resolve("migrations/003_broken.down.sql"));

        List<String> codes = new ArrayList<>();
        json(4, "migrate validate")
                .at("/data/findings")
                .forEach(finding -> codes.add(finding.get("code").asText()));

        assertThat(codes).containsExactlyInAnyOrder("MEANING_CHANGED", "OUT_OF_ORDER");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                             | 2
            nonsense                                       | 2
            migrate                                        | 2
            migrate up --nonsense                          | 2
            migrate up --steps 0                           | 2
            migrate force --version 1                      | 2
            migrate up --project missing.yml               | 2
            migrate up --database-url mysql://u:geheim@h/d | 2
            migrate up --migrations missing                | 2
            migrate up --database-url sqlite:aicli.yml     | 9
            migrate up --database-url sqlite:/proc/x/y.db  | 9
            migrate up --database-url postgres://u:geheim@127.0.0.1:1/d | 9
            """)
    void holdsForEveryFailure(String line, int exitCode) {
        JsonNode document = json(exitCode, line);

        assertThat(document.get("status").asText()).isEqualTo("error");
        assertThat(document.at("/data/steps")).isEmpty();
        assertThat(document.toString()).doesNotContain("geheim");
    }

    @Test
    void collectsWarnings() {
        JsonNode document = json(0, "migrate version --database-url sqlite:app.db?colour=blue");

        assertThat(document.get("warnings").get(0).asText()).contains("'colour'");
    }
}
