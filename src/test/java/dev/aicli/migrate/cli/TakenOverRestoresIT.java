package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A restore falls asleep at a random moment, its lease runs out, another run takes over or is refused, and the restore
 * wakes up: it does not put its backup over what the other run has done. {@code -Dtakeovers=20} for so many.
 */
class TakenOverRestoresIT {
    private static final int TAKEOVERS = Integer.getInteger("takeovers", 3);
    private static final long SEED = Long.getLong("seed", 20_250_801L);
    private static final String RUN_OUT =
            "UPDATE migration_lock SET machine = 'elsewhere', expires_ms = 0 WHERE owner <> ''";

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);

    @Test
    void overwriteNothing() throws Exception {
        Files.createDirectories(folder.resolve("migrations"));
        Files.createDirectories(folder.resolve("config-migrations"));
        Files.writeString(folder.resolve("aicli.yml"), """
                database: {url: 'sqlite:app.db'}
                config: {files: ['configs/*.yml']}
                lock-wait: 2s
                """);
        migration(1);
        for (int i = 0; i < 20; i++) {
            Files.createDirectories(folder.resolve("configs"));
            Files.writeString(folder.resolve("configs/" + i + ".yml"), "version: 1.0.0\nname: x\n");
        }
        expect("migrate", "up", "--no-backup");
        SchemaProject project = new SchemaProject(folder, "sqlite:" + folder.resolve("app.db"));
        project.execute("CREATE TABLE much AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                + " WHERE i < 2000) SELECT hex(randomblob(1000)) AS text FROM n");
        expect("backup", "create");
        String backup = expect("backup", "list", "--output", "json");
        String id = JsonSchemas.parse(backup).at("/data/backups/0/id").asText();
        int version = 1;
        int takenOver = 0;
        for (int round = 0; takenOver < TAKEOVERS; round++) {
            assertThat(round).as("rounds for %d takeovers", takenOver).isLessThan(20 * TAKEOVERS + 20);
            migration(++version);
            PackagedProgram.Running restore =
                    PackagedProgram.startRecorded(folder, Map.of(), "backup", "restore", id, "--yes");
            boolean slept = sleeps(restore.process());
            migration(++version);
            boolean second = slept && up() && config();
            signal(restore.process(), "CONT");
            PackagedProgram.Result woken = restore.result();
            if (second) {
                takenOver++;
                assertThat(woken.exitCode()).as(woken.error()).isIn(0, 6, 8);
                assertThat(project.query("SELECT count(*) FROM t" + version))
                        .as("what the later run applied: " + woken.error())
                        .isEqualTo("0");
                for (int i = 0; i < 20; i++) {
                    assertThat(folder.resolve("configs/" + i + ".yml"))
                            .as(woken.error())
                            .content()
                            .contains("added");
                }
            }
            assertThat(up()).isTrue();
            assertThat(project.head()).isEqualTo(String.valueOf(version));
            expect("history", "verify");
            try (var left = Files.list(folder.resolve(".aicli/backups"))) {
                assertThat(left.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.startsWith("restore") && name.endsWith(".json"));
            }
        }
    }

    private void migration(int version) throws IOException {
        Files.writeString(
                folder.resolve("migrations/" + version + "_t.up.sql"), "CREATE TABLE t" + version + " (id INTEGER);\n");
        Files.writeString(
                folder.resolve("config-migrations/1.1.0_a.yml"),
                "version: 1.1.0\ndescription: a\nup:\n  - add: {at: added, value: 1}\n");
    }

    private String expect(String... arguments) throws Exception {
        PackagedProgram.Result result = PackagedProgram.run(folder, Map.of(), arguments);
        assertThat(result.exitCode()).as(result.error()).isZero();
        return result.output();
    }

    private boolean up() throws Exception {
        return done("migrate", "up", "--no-backup");
    }

    private boolean config() throws Exception {
        return done("config", "up", "--no-backup");
    }

    private boolean done(String... arguments) throws Exception {
        PackagedProgram.Result result = PackagedProgram.run(folder, Map.of(), arguments);
        assertThat(result.exitCode()).as(List.of(arguments) + result.error()).isIn(0, 6);
        return result.exitCode() == 0;
    }

    /** {@return whether it sleeps, and its lease has run out} */
    private boolean sleeps(Process process) throws Exception {
        while (process.isAlive() && !isLocked()) {
            Thread.sleep(1);
        }
        process.waitFor(random.nextInt(500), TimeUnit.MILLISECONDS);
        while (process.isAlive()) {
            signal(process, "STOP");
            if (execute(RUN_OUT) == 1) {
                return true;
            }
            // It sleeps in the midst of a transaction, which keeps others out.
            signal(process, "CONT");
            process.waitFor(random.nextInt(10), TimeUnit.MILLISECONDS);
        }
        return false;
    }

    private boolean isLocked() {
        return execute("UPDATE migration_lock SET name = name WHERE owner <> ''") == 1;
    }

    private int execute(String sql) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db") + "?busy_timeout=100");
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            return 0;
        }
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }
}
