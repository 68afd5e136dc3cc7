package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.cli.PackagedProgram.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program takes configuration files back: to the right version, and without a loss. */
class ConfigWayDownIT {
    private static final String TO_HTTPS = """
            version: 2.0.0
            description: encrypted
            up:
              - rewrite: {at: url, find: http, replace: https}
            down:
              - rewrite: {at: url, find: https, replace: http}
            """;
    private static final String HOTFIX = """
            version: 1.1.1
            description: hotfix
            up:
              - add: {at: retries, value: 3}
              - env_add: {name: RETRIES, value: "3"}
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void setUp() throws IOException {
        write("aicli.yml", "config: {migrations: steps, files: [config.yml, .env]}\n");
        Files.createDirectories(directory.resolve("steps"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private Result config(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("config"));
        all.addAll(List.of(arguments));
        Result result = PackagedProgram.run(directory, Map.of(), all.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.error()).isZero();
        return result;
    }

    /** As in a fresh checkout. */
    private void forgetEverything() throws IOException {
        try (Stream<Path> paths = Files.walk(directory.resolve(".aicli"))) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void aMigrationThatComesLateDoesNotLowerTheVersion() throws Exception {
        write("config.yml", "version: 1.0.0\nurl: http://h\n");
        write(".env", "CONFIG_VERSION=1.0.0\nA=1\n");
        write("steps/2.0.0_encrypted.yml", TO_HTTPS);
        config("up");
        write("steps/1.1.1_hotfix.yml", HOTFIX);

        config("up", "--allow-out-of-order");

        assertThat(text("config.yml")).isEqualTo("version: 2.0.0\nurl: https://h\nretries: 3\n");
        assertThat(text(".env")).isEqualTo("CONFIG_VERSION=2.0.0\nA=1\nRETRIES=3\n");
        assertThat(config("up").output()).contains("Nothing to do");

        config("down");

        assertThat(text("config.yml")).isEqualTo("version: 1.1.1\nurl: http://h\nretries: 3\n");
        assertThat(text(".env")).isEqualTo("CONFIG_VERSION=1.1.1\nA=1\nRETRIES=3\n");

        config("up");
        config("down", "--all");

        assertThat(text("config.yml")).isEqualTo("version: 1.0.0\nurl: http://h\n");
        assertThat(text(".env")).isEqualTo("CONFIG_VERSION=1.0.0\nA=1\n");
    }

    /** Whoever edited a file gets back what stood there before: the comments too, wherever new text was put. */
    @Test
    void inAnEditedFileNoCommentIsLost() throws Exception {
        String yaml =
                "version: 1.0.0\nz: []\n  # example of z\nnested:\n  y: {}\n    # example of y\n\n    # another\n";
        String dotenv = "A=1\n# trailing\n";
        write("config.yml", yaml);
        write(".env", dotenv);
        write("steps/2.0.0_more.yml", """
                version: 2.0.0
                description: more
                up:
                  - add: {at: b, value: 1, after: z}
                  - add: {at: nested.c, value: 1}
                  - add: {at: nested.y.d, value: 1}
                  - env_add: {name: B, value: "2"}
                  - env_generate: {name: SECRET}
                  - stamp: {version: 2.0.0}
                """);
        config("up", "--from", "1.0.0");

        assertThat(text("config.yml"))
                .isEqualTo(
                        "version: 2.0.0\nz: []\n  # example of z\nb: 1\nnested:\n  y:\n    d: 1\n    # example of y\n"
                                + "\n    # another\n  c: 1\n");
        String secret = text(".env")
                .lines()
                .filter(line -> line.startsWith("SECRET="))
                .findFirst()
                .orElseThrow();
        assertThat(text(".env")).isEqualTo("A=1\n# trailing\n\nB=2\n" + secret + "\nCONFIG_VERSION=2.0.0\n");

        write("config.yml", text("config.yml") + "user: 1\n");
        write(".env", text(".env") + "USER=1\n");
        config("down");

        assertThat(text("config.yml")).isEqualTo(yaml + "user: 1\n");
        assertThat(text(".env")).isEqualTo("A=1\n# trailing\n" + secret + "\nUSER=1\n");
    }

    @Test
    void withoutHistoryTheVersionGoesBackWithTheContent() throws Exception {
        write("config.yml", "version: 2.0.0\nurl: https://h\nretries: 3\n");
        write(".env", "A=1\nRETRIES=3\nCONFIG_VERSION=2.0.0\n");
        write("steps/2.0.0_encrypted.yml", TO_HTTPS);
        write("steps/1.1.1_hotfix.yml", HOTFIX);

        config("down");

        assertThat(text("config.yml")).isEqualTo("version: 1.1.1\nurl: http://h\nretries: 3\n");
        assertThat(text(".env")).isEqualTo("A=1\nRETRIES=3\nCONFIG_VERSION=1.1.1\n");

        forgetEverything();
        Result result = config("down");

        assertThat(text("config.yml")).isEqualTo("version: 0.0.0\nurl: http://h\n");
        assertThat(text(".env")).isEqualTo("A=1\nCONFIG_VERSION=0.0.0\n");
        assertThat(result.error()).contains("nobody knows at which version it was before 1.1.1");

        config("up");

        assertThat(text("config.yml")).isEqualTo("version: 2.0.0\nurl: https://h\nretries: 3\n");
    }

    @Test
    void withoutHistoryTheVersionIsTheOneThatWasAskedFor() throws Exception {
        write("config.yml", "version: 2.0.0\nurl: https://h\n");
        write(".env", "CONFIG_VERSION=2.0.0\n");
        write("steps/2.0.0_encrypted.yml", TO_HTTPS);

        config("down", "--target-version", "1.4.0");

        assertThat(text("config.yml")).isEqualTo("version: 1.4.0\nurl: http://h\n");
        assertThat(text(".env")).isEqualTo("CONFIG_VERSION=1.4.0\n");
    }
}
