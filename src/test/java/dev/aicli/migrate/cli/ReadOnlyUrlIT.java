package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.cli.PackagedProgram.Result;
import dev.aicli.migrate.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built program with a SQLite URL that says that the database is only read. */
class ReadOnlyUrlIT {
    private static final List<String> CHANGING = List.of(
            "migrate up",
            "migrate up --create-database",
            "migrate down --yes",
            "migrate force --version 1 --yes",
            "migrate unlock --yes",
            "db create",
            "db drop --yes",
            "db verify --accept",
            "config up",
            "release baseline --version 1.0.0",
            "upgrade --target-version 1.0.0 --yes",
            "rollback --yes",
            "backup restore latest --yes");

    @TempDir
    private Path directory;

    @BeforeEach
    void project() throws Exception {
        Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(directory.resolve("migrations/001_t.up.sql"), "CREATE TABLE t (a);\n");
        Files.writeString(directory.resolve("migrations/001_t.down.sql"), "DROP TABLE t;\n");
        Files.writeString(directory.resolve("releases.yml"), "releases:\n  - {version: 1.0.0, schema: 1}\n");
        url("sqlite:app.db");
        assertThat(run("migrate up").exitCode()).isZero();
        assertThat(run("backup create").exitCode()).isZero();
        Files.writeString(directory.resolve("migrations/002_u.up.sql"), "CREATE TABLE u (a);\n");
    }

    private void url(String url) throws IOException {
        Files.writeString(directory.resolve("aicli.yml"), "database: {url: '" + url + "'}\n");
    }

    private Result run(String line) throws Exception {
        return PackagedProgram.run(directory, Map.of(), line.split(" "));
    }

    /** What is there, but for the note that an upgrade was asked for: that keeps a rollback behind it harmless. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                if (!path.toString().endsWith(".attempt")) {
                    files.put(path.toString(), Sha256.of(Files.readAllBytes(path)));
                }
            }
        }
        return files;
    }

    @Test
    void noCommandChangesAnything() throws Exception {
        url("sqlite:app.db?mode=ro");
        Map<String, String> before = files();
        for (String command : CHANGING) {
            Result result = run(command);
            assertThat(result.error()).as(command).contains("opens sqlite:app.db for reading only");
            assertThat(result.exitCode()).as(command).isEqualTo(2);
            assertThat(files()).as(command).isEqualTo(before);
        }
        assertThat(run("migrate status --check").exitCode()).isEqualTo(3);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void nothingIsRestoredOrMadeThere() throws Exception {
        Map<String, String> before = files();
        for (String command : List.of(
                "backup restore latest --yes --into sqlite:other.db?mode=ro",
                "backup verify latest --restore --into sqlite:other.db?immutable=1",
                "db create --database-url sqlite:other.db?mode=ro")) {
            assertThat(run(command).exitCode()).as(command).isEqualTo(2);
            assertThat(files()).as(command).isEqualTo(before);
        }
    }
}
