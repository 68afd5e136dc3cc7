package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.PostgresServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What scripts, servers and files say, as the built program shows it: without secrets, without what steers a terminal,
 * of any length.
 */
class ForeignTextIT {
    private static final String SECRET = "Zq9-k33p";

    @TempDir
    private Path directory;

    private PackagedProgram.Result run(String... arguments) throws IOException, InterruptedException {
        PackagedProgram.Result result = PackagedProgram.run(directory, Map.of(), arguments);
        assertThat(result.output() + result.error()).doesNotContain(SECRET).doesNotContain("unforeseen");
        return result;
    }

    private void project(String url, String script) throws IOException {
        Files.writeString(directory.resolve("aicli.yml"), "database: {url: '" + url + "'}\n");
        Files.writeString(Files.createDirectory(directory.resolve("migrations")).resolve("001_first.up.sql"), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO $$ BEGIN EXECUTE 'ALTER ROLE nobody_here PASSWORD ''" + SECRET + "'''; END $$;",
                "DO $$ BEGIN EXECUTE format('ALTER ROLE %I PASSWORD %L', 'nobody_here', '" + SECRET + "'); END $$;",
                "ALTER ROLE nobody_here PASSWORD E'it\\'s " + SECRET + "';"
            })
    void aPasswordInAFailingScriptIsNotShown(String script) throws Exception {
        project(PostgresServers.newDatabase(), script);

        for (String[] options : new String[][] {{"--verbose"}, {"--output", "json"}}) {
            List<String> line = new ArrayList<>(List.of("migrate", "up", "--no-backup"));
            line.addAll(List.of(options));
            PackagedProgram.Result result = run(line.toArray(String[]::new));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output() + result.error()).contains("nobody_here");
        }
        run("history", "--output", "json");
    }

    @Test
    void aServersMessageCannotPassForOurs() throws Exception {
        project(
                PostgresServers.newDatabase(),
                "DO $$ BEGIN RAISE EXCEPTION E'no\\nnext: run evil\\x1b[2J\\u202e' USING DETAIL = E'd\\nnext: run evil',"
                        + " HINT = E'h\\u009b31m'; END $$;");

        PackagedProgram.Result text = run("migrate", "up", "--no-backup");
        PackagedProgram.Result json = run("migrate", "up", "--no-backup", "--output", "json");
        PackagedProgram.Result history = run("history");

        assertThat(text.error()).contains("    next: run evil\\x1b[2J\\u202e").doesNotContain("\nnext: run evil");
        for (PackagedProgram.Result result : List.of(text, json, history)) {
            assertThat(result.output() + result.error()).doesNotContain("\u001b", "\u202e", "\u009b");
        }
        assertThat(JsonSchemas.parse(json.output()).at("/error/message").asText())
                .contains("\nnext: run evil\u001b[2J");
    }

    /** An apostrophe, and no other for long: a long string, JSON, or "don't" in a comment. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-- aicli: no-transaction\n"})
    void aLongTextInAFailingStatementIsNoObstacle(String directive) throws Exception {
        project(
                "sqlite:app.db",
                directive + "CREATE TABLE t (a TEXT);\nINSERT INTO nowhere (a) VALUES ('" + "long ".repeat(20_000)
                        + "'); -- don't " + "x ".repeat(5_000) + "\n");

        assertThat(run("migrate", "dry-run").error()).contains(directive.isEmpty() ? "no such table: nowhere" : "");
        PackagedProgram.Result up = run("migrate", "up", "--no-backup");
        assertThat(up.error()).contains("no such table: nowhere");
        assertThat(run("migrate", "status").exitCode()).isZero();
        assertThat(up.exitCode()).isEqualTo(directive.isEmpty() ? 1 : 7);
    }

    /** A statement is held in memory whole; that is no fault of the program, and the server is as before. */
    @Test
    void aStatementThatIsLargerThanTheMemoryIsToldSo() throws Exception {
        project("sqlite:app.db", "CREATE TABLE t (a TEXT);\nINSERT INTO t VALUES ('" + "x".repeat(40 << 20) + "');\n");

        PackagedProgram.Result up =
                PackagedProgram.run(List.of("-Xmx48m"), directory, Map.of(), "migrate", "up", "--no-backup");

        assertThat(up.exitCode()).as(up.error()).isEqualTo(1);
        assertThat(up.error())
                .contains("there is not enough memory", "next: give it more")
                .doesNotContain("unforeseen");
        assertThat(run("migrate", "up", "--no-backup").exitCode()).isZero();
    }

    @Test
    void aSecretThatMovesToAnotherNameIsHiddenThereToo() throws Exception {
        Files.writeString(directory.resolve("aicli.yml"), "config: {files: [config.yml, .env]}\n");
        Files.writeString(directory.resolve("config.yml"), """
                tls:
                  private_key: |
                    -----BEGIN KEY-----
                    %s-1
                    %s-2
                  passphrase: >-
                    %s-3
                    and %s-4
                smtp_pass: %s-5
                host: h
                """.replace("%s", SECRET));
        Files.writeString(directory.resolve(".env"), """
                SIGNING_KEY="%s-6
                %s-7"
                API_TOKEN="%s-8\\n%s-9"
                JWT=%s-10
                PW=%s-11
                HOST=h
                """.replace("%s", SECRET));
        Files.writeString(
                Files.createDirectory(directory.resolve("config-migrations")).resolve("1.1.0_moves.yml"), """
                version: 1.1.0
                description: moves
                up:
                  - move: {from: tls.private_key, to: web.pem}
                  - move: {from: tls.passphrase, to: web.phrase}
                  - move: {from: smtp_pass, to: mail.word}
                  - env_rename: {from: SIGNING_KEY, to: SIGNER}
                  - env_rename: {from: API_TOKEN, to: API}
                  - env_rename: {from: JWT, to: WEB}
                  - env_rename: {from: PW, to: WORD}
                """);

        PackagedProgram.Result result = run("config", "dry-run", "--from", "1.0.0");

        assertThat(result.error()).isEmpty();
        assertThat(result.output()).contains("+  pem: |", "+SIGNER=", "+API=", "+WEB=", "+WORD=", "HOST=h");
        run("config", "dry-run", "--from", "1.0.0", "--stdout", "config.yml");
        run("config", "dry-run", "--from", "1.0.0", "--output", "json");
    }
}
