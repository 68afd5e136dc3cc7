package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program is killed, without a chance to clean up, at random moments of a backup and of a restore. Nothing is lost,
 * no half backup is listed, and the next command leads to the old state or the new one. {@code -Dkills=100} kills so
 * many times.
 */
class KilledBackupsIT {
    private static final int KILLS = Integer.getInteger("kills", 6);
    private static final long SEED = Long.getLong("seed", 20_250_801L);
    private static final int ROWS = 20_000;

    @TempDir
    private Path directory;

    private String url = "";
    private SchemaProject project = new SchemaProject(Path.of(""), "sqlite:none");
    private final Random random = new Random(SEED);

    private void aDatabaseAtVersion1(String kind) throws IOException {
        url = kind.equals("sqlite") ? "sqlite:" + directory.resolve("app.db") : PostgresServers.newDatabase();
        project = new SchemaProject(directory, url);
        String numbers = kind.equals("sqlite")
                ? "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < " + ROWS
                        + ") SELECT n FROM s)"
                : "generate_series(1, " + ROWS + ") n";
        project.file(
                "1_person.up.sql",
                "CREATE TABLE person (n int, name text);\nINSERT INTO person SELECT n, 'person ' || n || ' '"
                        + " || (n * n) FROM " + numbers + ";\n");
        Files.writeString(
                directory.resolve("aicli.yml"), "database: {url: '" + url + "'}\nconfig: {files: [app.yml]}\n");
        Files.writeString(directory.resolve("app.yml"), "version: 1\n");
        project.up();
        project.file("2_destroy.up.sql", "DROP TABLE person;\nCREATE TABLE added (x int);\n");
    }

    private Cli.Result run(String... arguments) {
        return new Cli(directory)
                .environment(Map.of("PATH", System.getenv("PATH")))
                .run(arguments);
    }

    private Cli.Result succeed(String... arguments) {
        Cli.Result result = run(arguments);
        assertThat(result.exitCode())
                .as(String.join(" ", arguments) + "\n" + result.error())
                .isZero();
        return result;
    }

    /** {@return whether it was killed before it had ended} */
    private boolean killed(long longestMillis, String... arguments) throws Exception {
        Process process = PackagedProgram.start(directory, Map.of(), arguments);
        if (process.waitFor(random.nextLong(longestMillis), TimeUnit.MILLISECONDS)) {
            assertThat(process.exitValue()).isZero();
            return false;
        }
        process.destroyForcibly();
        process.waitFor();
        return true;
    }

    private long millisOf(String... arguments) throws Exception {
        long start = System.nanoTime();
        PackagedProgram.Result result = PackagedProgram.run(directory, Map.of(), arguments);
        assertThat(result.exitCode()).as(result.error()).isZero();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private List<String> listed() throws IOException {
        JsonNode backups = new ObjectMapper()
                .readTree(succeed("backup", "list", "--output", "json").output())
                .at("/data/backups");
        assertThat(backups)
                .allSatisfy(backup -> assertThat(backup.get("usable").asBoolean())
                        .as(backup.toString())
                        .isTrue());
        return backups.findValuesAsText("id");
    }

    /** What came of programs that the killed one had started, and of its databases. */
    private void assertNothingIsLeftBehind() throws IOException {
        if (url.startsWith("postgres")) {
            await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> {
                assertThat(project.query("SELECT application_name FROM pg_stat_activity WHERE datname ="
                                + " current_database() AND pid <> pg_backend_pid()"))
                        .isEmpty();
                assertThat(project.query("SELECT datname FROM pg_database WHERE datname ~ '^aicli_'"))
                        .isEmpty();
            });
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".partial-")
                            || name.startsWith("restore-")
                            || name.endsWith(".aicli-restore"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void duringABackup(String kind) throws Exception {
        aDatabaseAtVersion1(kind);
        long longest = millisOf("backup", "create");
        int kills = 0;
        while (kills < KILLS) {
            kills += killed(longest, "backup", "create") ? 1 : 0;

            listed();
            assertThat(project.query("SELECT count(*) FROM person")).isEqualTo(Integer.toString(ROWS));
        }
        succeed("backup", "create");
        assertNothingIsLeftBehind();
        for (String id : listed()) {
            succeed("backup", "verify", id);
        }
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "postgresql --in-place", "sqlite"})
    void duringARestore(String kind) throws Exception {
        aDatabaseAtVersion1(kind);
        succeed("backup", "create");
        String id = listed().get(0);
        String[] restore = ("backup restore " + id + " --yes " + kind.replaceFirst("^\\w+ ?", ""))
                .strip()
                .split(" ", -1);
        goToVersion2();
        long longest = millisOf(restore);
        goToVersion2();
        int kills = 0;
        int toldOf = 0;
        while (kills < KILLS) {
            kills += killed(longest, restore) ? 1 : 0;
            boolean unfinished = unfinishedRestore();

            Cli.Result next = nextCommand();

            assertThat(next.error().contains("was broken off; it was")).isEqualTo(unfinished);
            toldOf += unfinished ? 1 : 0;
            assertOneStateOrTheOther();
            succeed("backup", "verify", listed().get(0));
            assertNothingButUnfinishedBackups();
            if (project.head().equals("1")) {
                goToVersion2();
            }
        }
        succeed(restore);
        assertOneStateOrTheOther();
        assertThat(project.head()).isEqualTo("1");
        assertNothingIsLeftBehind();
        assertThat(project.verifyHistory().fault()).isEmpty();
        assertThat(toldOf).isLessThanOrEqualTo(KILLS);
    }

    private boolean unfinishedRestore() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(".aicli/backups"))) {
            return files.anyMatch(file -> file.getFileName().toString().matches("restore-.*[.]json"));
        }
    }

    private void goToVersion2() throws IOException {
        succeed("migrate", "up", "--no-backup");
        Files.writeString(directory.resolve("app.yml"), "version: 2\n");
    }

    /** One that has nothing to do but to tidy up. The server may still be undoing what the killed program had begun. */
    private Cli.Result nextCommand() {
        Cli.Result[] next = new Cli.Result[1];
        await().atMost(30, TimeUnit.SECONDS).until(() -> {
            next[0] = run("migrate", "up", "--target-version", project.head());
            return next[0].exitCode() == 0 || !next[0].error().contains("still being undone");
        });
        assertThat(next[0].exitCode()).as(next[0].error()).isZero();
        return next[0];
    }

    private void assertOneStateOrTheOther() throws IOException {
        String version = project.head();
        assertThat(directory.resolve("app.yml")).hasContent("version: " + version);
        String table = version.equals("1") ? "person" : "added";
        assertThat(project.query("SELECT count(*) FROM " + table))
                .isEqualTo(version.equals("1") ? Integer.toString(ROWS) : "0");
    }

    private void assertNothingButUnfinishedBackups() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.matches("restore-.*[.]json") || name.endsWith(".aicli-restore"));
        }
        if (url.startsWith("postgres")) {
            assertThat(project.query("SELECT datname FROM pg_database WHERE datname ~ '^aicli_'"))
                    .isEmpty();
        }
    }
}
