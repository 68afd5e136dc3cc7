package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the configuration track, on copies of the repository's examples. */
class ConfigCommandsTest {
    private static final JsonSchemas SCHEMA = JsonSchemas.load("output.schema.json");
    private static final List<String> SECRETS = List.of("pa55-w0rd", "r3d1s-pass", "change-me-in-production");

    @TempDir
    private Path directory;

    @BeforeEach
    void project() throws IOException {
        Files.writeString(
                directory.resolve("aicli.yml"), "config:\n  files:\n    - path: config.yml\n    - path: .env\n");
        Files.copy(Path.of("examples/config.yml"), directory.resolve("config.yml"));
        Files.copy(Path.of("examples/.env"), directory.resolve(".env"));
        Path folder = Files.createDirectory(directory.resolve("config-migrations"));
        try (Stream<Path> migrations = Files.list(Path.of("config-migrations"))) {
            for (Path migration : migrations.toList()) {
                Files.copy(migration, folder.resolve(migration.getFileName()));
            }
        }
    }

    private Cli.Result run(String... arguments) {
        Cli.Result result = new Cli(directory).run(arguments);
        assertThat(result.output() + result.error()).doesNotContain(SECRETS);
        return result;
    }

    private Cli.Result succeeds(String... arguments) {
        Cli.Result result = run(arguments);
        assertThat(result.exitCode()).as(result.error()).isZero();
        return result;
    }

    private JsonNode json(int exitCode, String... line) {
        List<String> arguments = new ArrayList<>(List.of(line));
        arguments.addAll(List.of("--output", "json"));
        Cli.Result result = run(arguments.toArray(String[]::new));
        JsonNode document = JsonSchemas.parse(result.output());
        assertThat(SCHEMA.faults(document)).as(result.output()).isEmpty();
        assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
        return document.get("data");
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name));
    }

    @Test
    void goesUpAndDownToTheVeryBytes() throws IOException {
        byte[] yaml = bytes("config.yml");
        byte[] env = bytes(".env");

        assertThat(succeeds("config", "up").output())
                .contains("config.yml  up  1.1.0 structured logging", ".env  up  2.0.0 security", "4 steps on 2 files");
        assertThat(succeeds("config", "version").output()).isEqualTo("config.yml  2.0.0\n.env  2.0.0\n");
        assertThat(succeeds("config", "up").output()).startsWith("Nothing to do");
        succeeds("config", "down", "--target-version", "1.0.0");

        assertThat(bytes("config.yml")).isEqualTo(yaml);
        assertThat(bytes(".env")).isEqualTo(env);
        assertThat(succeeds("history").output()).contains("config.yml", "baseline", "down");
        assertThat(succeeds("history", "verify").output()).startsWith("Sound");
    }

    @Test
    void keepsHistoryInTheDatabaseWhereThereIsOne() throws IOException {
        Files.writeString(directory.resolve("aicli.yml"), """
                database: {url: 'sqlite:app.db'}
                config: {files: [config.yml, .env]}
                """);
        Files.createDirectory(directory.resolve("migrations"));
        Files.writeString(directory.resolve("migrations/001_users.up.sql"), "CREATE TABLE users (id INTEGER);\n");

        succeeds("migrate", "up");
        succeeds("config", "up");

        assertThat(succeeds("history").output()).contains("database", "config.yml");
        assertThat(directory.resolve(".aicli/history.db")).doesNotExist();
        assertThat(succeeds("migrate", "version").output()).isEqualTo("1\n");
        assertThat(new String(bytes("app.db"), StandardCharsets.ISO_8859_1)).doesNotContain(SECRETS);
    }

    @Test
    void showsADiffWithoutSecretsAndWritesNothing() throws IOException {
        byte[] yaml = bytes("config.yml");

        Cli.Result result = succeeds("config", "dry-run");

        assertThat(result.output())
                .contains("--- config.yml", "+++ .env", "-log_level: info", "+  level: info")
                .contains("+DATABASE_PASSWORD=***", "+CSRF_SECRET=***", "+REDIS_PASSWORD=***")
                .contains("+    secret_key: ${JWT_SECRET_KEY}", "+    expiry: 15m");
        assertThat(bytes("config.yml")).isEqualTo(yaml);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("aicli.yml", "config.yml", ".env", "config-migrations");
        }
    }

    @Test
    void showsTheWholeResultForUseWhereSecretsAreAskedFor() throws IOException {
        String masked = succeeds("config", "dry-run", "--stdout", ".env").output();
        String whole = new Cli(directory)
                .run("config", "dry-run", "--stdout", "--show-secrets", ".env")
                .output();

        assertThat(masked)
                .startsWith("# Environment of the sample application.")
                .contains("DATABASE_PASSWORD=***");
        assertThat(whole).contains("DATABASE_PASSWORD=pa55-w0rd", "REDIS_DB=0");
    }

    @Test
    void asksForAVersionThatNobodyKnows() throws IOException {
        Files.writeString(directory.resolve("config.yml"), "log_level: info\n");

        Cli.Result refused = run("config", "up");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.error()).contains("config.yml", "config baseline", "--from");
        assertThat(succeeds("config", "status").output()).contains("unknown");

        assertThat(succeeds("config", "baseline", "--version", "1.0.0").output())
                .isEqualTo("Baseline: config.yml is at version 1.0.0.\n");
        succeeds("config", "up");
        assertThat(Files.readString(directory.resolve("config.yml"))).contains("logging:\n  level: info\n");
        assertThat(succeeds("config", "status").output()).contains("history");
    }

    @Test
    void saysWhenTheFileAndHistoryDisagree() throws IOException {
        succeeds("config", "up");
        Path file = directory.resolve("config.yml");
        Files.writeString(file, Files.readString(file).replace("version: 2.0.0", "version: 1.1.0"));

        assertThat(succeeds("config", "status").output()).contains("1.1.0", "history says 2.0.0", "edited");
        assertThat(run("config", "status", "--check").exitCode()).isEqualTo(3);
    }

    @Test
    void tellsFileAndLineOfWhatIsWrong() throws IOException {
        Files.writeString(directory.resolve("config.yml"), "version: 1.0.0\nb: 1\na: [1, 2}\n");

        Cli.Result refused = run("config", "up");

        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.error()).contains("config.yml:3:");
    }

    @Test
    void validateShowsWhatWouldBeSkippedAndWhatIsProbablyNotMeant() throws IOException {
        Files.writeString(directory.resolve("config-migrations/2.1.0_more.yml"), """
                version: 2.1.0
                description: more
                up:
                  - move: {from: $.logging, to: log}
                  - remove: {at: nowhere, note: told to a person}
                  - env_remove: {name: NOWHERE}
                  - add: {at: extra, value: 1, note: look at extra}
                  - each:
                      path: server
                      do:
                        - remove: {at: "hosts.0"}
                """);

        String text = succeeds("config", "validate").output();
        assertThat(text)
                .contains(
                        "warning: config-migrations/2.1.0_more.yml:4:18: $.logging: this names a key",
                        "warning: config-migrations/2.1.0_more.yml:11:31: hosts.0: this names a key that is the number 0",
                        "info: config-migrations/2.1.0_more.yml:5:5: config.yml: nowhere: not there; nothing would be done",
                        "info: config-migrations/2.1.0_more.yml:6:5: .env: NOWHERE: not there; nothing would be done",
                        "info: config-migrations/2.1.0_more.yml:7:5: config.yml: look at extra",
                        "Valid: 3 migrations.");
        assertThat(succeeds("config", "validate", "--no-files").output())
                .contains("$.logging")
                .doesNotContain("nowhere: not there");
        assertThat(codes(json(0, "config", "validate").get("findings")))
                .contains("DOUBTFUL_PATH 2.1.0_more.yml:4", "SKIPPED 2.1.0_more.yml:5", "NOTE 2.1.0_more.yml:7");
        JsonNode preview = json(0, "config", "dry-run");
        assertThat(codes(preview.get("findings")))
                .contains("DOUBTFUL_PATH 2.1.0_more.yml:11", "SKIPPED 2.1.0_more.yml:6", "NOTE 2.1.0_more.yml:7");
        assertThat(run("config", "dry-run").error()).contains("2.1.0_more.yml:4:18: $.logging: this names a key");
    }

    private static List<String> codes(JsonNode findings) {
        List<String> codes = new ArrayList<>();
        findings.forEach(finding -> codes.add(finding.get("code").asText() + " "
                + finding.at("/location/file").asText().replaceAll("^.*/", "")
                + ":" + finding.at("/location/line").asText()));
        return codes;
    }

    @Test
    void ofManySkippedOperationsTheFirstFewAreShown() throws IOException {
        StringBuilder steps = new StringBuilder("version: 2.1.0\nup:\n");
        for (int i = 0; i < 30; i++) {
            steps.append("  - remove: {at: nowhere").append(i).append("}\n");
        }
        Files.writeString(directory.resolve("config-migrations/2.1.0_many.yml"), steps);

        assertThat(succeeds("config", "validate").output())
                .contains("nowhere0: not there")
                .doesNotContain("nowhere29: not there")
                .contains("more operations would be skipped; --verbose lists them");
        assertThat(succeeds("config", "validate", "--verbose").output()).contains("nowhere29: not there");
    }

    @Test
    void validatesTheMigrationsAndSaysWhatTheirWayBackNeeds() throws IOException {
        assertThat(succeeds("config", "validate").output()).contains("split", "stashed", "Valid: 2 migrations.");

        Files.writeString(
                directory.resolve("config-migrations/3.0.0_bad.yml"),
                "version: 3.0.0\nup:\n  - mvoe: {from: a, to: b}\n");
        Cli.Result refused = run("config", "validate");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.output()).contains("config-migrations/3.0.0_bad.yml:3:", "unknown operation 'mvoe'");
    }

    @Test
    void createsTheNextMigration() throws IOException {
        assertThat(succeeds("config", "create", "rate", "limits").output())
                .isEqualTo("Wrote config-migrations/2.1.0_rate_limits.yml\n");
        succeeds("config", "validate");
    }

    @Test
    void everyCommandWritesJsonOfThePublishedForm() throws IOException {
        json(0, "config", "validate");
        assertThat(json(0, "config", "dry-run").at("/files/0/diff").asText()).contains("+++ config.yml");
        json(0, "config", "dry-run", "--stdout");
        assertThat(json(0, "config", "up").at("/steps")).hasSize(4);
        assertThat(json(0, "config", "up").at("/nothingToDo").asBoolean()).isTrue();
        assertThat(json(0, "config", "status").at("/files/0/version").asText()).isEqualTo("2.0.0");
        json(0, "config", "version");
        json(0, "config", "down", "--all");
        assertThat(json(0, "history").at("/rows/1/track").asText()).isEqualTo("config");
        json(0, "config", "create", "next");
        Files.writeString(directory.resolve("config.yml"), "a: 1\n");
        json(2, "config", "baseline", "--version", "x");
        Files.writeString(directory.resolve("config.yml"), "version: 1.0.0\na: [\n");
        json(4, "config", "up");
    }

    @Test
    void theExamplesOfTheDocumentWork() throws IOException {
        Matcher block = Pattern.compile("(?s)```sh\n(.*?)```").matcher(Files.readString(Path.of("docs/config.md")));
        assertThat(block.find()).isTrue();
        block.group(1)
                .lines()
                .forEach(line -> succeeds(line.replaceFirst("^aicli-web ", "").split(" ", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "status", "version", "dry-run", "validate", "create", "baseline"})
    void theExamplesOfHelpWork(String command) throws IOException {
        String help = succeeds("config", command, "--help").output();
        List<String> examples = help.substring(help.indexOf("Examples:"))
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> line.startsWith("aicli-web "))
                .toList();
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            if (command.equals("baseline")) {
                Files.delete(directory.resolve(".env"));
                Files.writeString(directory.resolve(".env"), "A=1\n");
                Files.deleteIfExists(directory.resolve(".aicli/history.db"));
            }
            String[] arguments = example.replaceFirst("^aicli-web ", "").strip().split(" +", -1);
            assertThat(run(arguments).exitCode()).as(example).isEqualTo(example.contains("--check") ? 3 : 0);
        }
    }
}
