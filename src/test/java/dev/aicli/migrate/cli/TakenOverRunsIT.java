package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.platform.sqlite.connection.SqliteDatabase;
import dev.aicli.migrate.testing.ConfigProject;
import dev.aicli.migrate.testing.PgBouncer;
import dev.aicli.migrate.testing.PostgresServers;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run falls asleep at a random moment, its lease runs out, as if it were on another machine, another run takes over,
 * and the first one wakes up. Nothing is done twice, and nothing is reverted. {@code -Dtakeovers=20} has so many runs
 * be taken over in each case.
 */
class TakenOverRunsIT {
    private static final int TAKEOVERS = Integer.getInteger("takeovers", 2);
    private static final long SEED = Long.getLong("seed", 20_250_801L);
    private static final int STATEMENTS = 60;
    private static final int FILES = 60;
    private static final String RUN_OUT =
            "UPDATE migration_lock SET machine = 'elsewhere', expires_ms = 0 WHERE owner <> ''";

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    private interface NewDatabase {
        String url() throws IOException;
    }

    @Test
    void onSqlite() throws Exception {
        int[] count = {0};
        takeOver(
                () -> "sqlite:" + folder.resolve("taken" + ++count[0] + ".db"),
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
                        + " INSERT INTO log SELECT %d FROM (SELECT count(*) FROM n);\n");
    }

    @Test
    void behindAPooler() throws Exception {
        try (PgBouncer bouncer = PgBouncer.start(folder, PostgresServers.newDatabase(), 8)) {
            takeOver(
                    () -> bouncer.through(PostgresServers.newDatabase()),
                    "INSERT INTO log SELECT %d FROM (SELECT pg_sleep(0.01)) slept;\n");
        }
    }

    private void takeOver(NewDatabase databases, String statement) throws Exception {
        write(statement);
        int takenOver = 0;
        for (int round = 0; takenOver < TAKEOVERS; round++) {
            assertThat(round).as("rounds for %d takeovers", takenOver).isLessThan(20 * TAKEOVERS + 20);
            String url = databases.url();
            SchemaProject project = new SchemaProject(folder, url);
            Map<String, String> environment = Map.of("AICLI_DATABASE_URL", url, "AICLI_LOCK_WAIT", "2s");
            PackagedProgram.Running first =
                    PackagedProgram.startRecorded(folder, environment, "migrate", "up", "--no-backup");
            if (sleeps(first.process(), project)) {
                boolean second = goOn(environment);
                wake(first.process());
                PackagedProgram.Result woken = first.result();
                if (second) {
                    takenOver++;
                    assertThat(woken.exitCode()).as(woken.error()).isIn(0, 6);
                }
            }
            first.result();
            goOn(environment);
            assertThat(project.query("SELECT id FROM log GROUP BY id HAVING count(*) <> 1"))
                    .as("statements executed twice")
                    .isEmpty();
            assertThat(project.query("SELECT count(*) FROM log")).isEqualTo(String.valueOf(2 * STATEMENTS));
            assertThat(project.head()).isEqualTo(String.valueOf(1 + 1 + STATEMENTS));
            assertThat(project.verifyHistory().fault()).isEmpty();
        }
    }

    /** One file without a transaction of its own, and many small ones. */
    private void write(String statement) {
        SchemaProject project = new SchemaProject(folder, "sqlite:unused.db");
        StringBuilder many = new StringBuilder("-- aicli: no-transaction\n");
        for (int i = 1; i <= STATEMENTS; i++) {
            many.append(String.format(statement, i));
        }
        project.file("1_log.up.sql", "CREATE TABLE log (id int);\n").file("2_many.up.sql", many.toString());
        for (int i = 1; i <= STATEMENTS; i++) {
            project.file((i + 2) + "_one.up.sql", String.format(statement, STATEMENTS + i));
        }
    }

    /** {@return whether the run sleeps, and its lease has run out} */
    private boolean sleeps(Process process, SchemaProject project) throws Exception {
        int logged = random.nextInt(2 * STATEMENTS - 10);
        while (process.isAlive() && logged(project) < logged) {
            Thread.sleep(2);
        }
        while (process.isAlive()) {
            signal(process, "STOP");
            if (ranOut(project)) {
                return true;
            }
            // It sleeps in the midst of a transaction, which keeps others out.
            wake(process);
            Thread.sleep(random.nextInt(10));
        }
        return false;
    }

    private static int logged(SchemaProject project) {
        try {
            return Integer.parseInt(project.query("SELECT count(*) FROM log"));
        } catch (IllegalStateException e) {
            return 0;
        }
    }

    private static boolean ranOut(SchemaProject project) {
        try (Connection connection = connect(project);
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(RUN_OUT) == 1;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whoever sleeps in the midst of a transaction is not waited for. */
    private static Connection connect(SchemaProject project) throws SQLException {
        return project.database() instanceof SqliteDatabase sqlite
                ? DriverManager.getConnection("jdbc:sqlite:" + sqlite.url().path() + "?busy_timeout=100")
                : project.database().connect();
    }

    private static void wake(Process process) throws Exception {
        signal(process, "CONT");
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** {@return whether all is applied now} */
    private boolean goOn(Map<String, String> environment) throws Exception {
        PackagedProgram.Result result = PackagedProgram.run(folder, environment, "migrate", "up", "--no-backup");
        if (result.exitCode() == 7) {
            result = PackagedProgram.run(folder, environment, "migrate", "resume", "--no-backup");
            assertThat(result.exitCode()).as(result.error()).isIn(0, 6);
            result = PackagedProgram.run(folder, environment, "migrate", "up", "--no-backup");
        }
        assertThat(result.exitCode()).as(result.error()).isIn(0, 6);
        return result.exitCode() == 0;
    }

    @Test
    void ofConfigurationFiles() throws Exception {
        List<String> names =
                IntStream.range(0, FILES).mapToObj(i -> "configs/" + i + ".yml").toList();
        ConfigProject project = new ConfigProject(folder).files("configs/*.yml");
        project.file(
                        "aicli.yml",
                        "database: {url: 'sqlite:history.db'}\nconfig: {files: ['configs/*.yml']}\n"
                                + "lock-wait: 2s\n")
                .migration("1.1.0_a.yml", "version: 1.1.0\ndescription: a\nup:\n  - add: {at: added, value: 1}\n");
        int takenOver = 0;
        for (int round = 0; takenOver < TAKEOVERS; round++) {
            assertThat(round).as("rounds for %d takeovers", takenOver).isLessThan(20 * TAKEOVERS + 20);
            Files.deleteIfExists(folder.resolve("history.db"));
            for (String name : names) {
                project.file(name, "version: 1.0.0\nname: x\n");
            }
            PackagedProgram.Running first =
                    PackagedProgram.startRecorded(folder, Map.of(), "config", "up", "--no-backup");
            if (round % 2 == 0) {
                awaitJournal(project, first.process());
            } else {
                while (first.process().isAlive() && !Files.exists(folder.resolve("history.db"))) {
                    Thread.onSpinWait();
                }
                first.process().waitFor(random.nextInt(100), TimeUnit.MILLISECONDS);
            }
            signal(first.process(), "STOP");
            boolean ranOut = first.process().isAlive() && leaseRanOut();
            if (ranOut) {
                int exit = PackagedProgram.run(folder, Map.of(), "config", "up", "--no-backup")
                        .exitCode();
                assertThat(exit).isIn(0, 6);
                takenOver++;
            }
            wake(first.process());
            PackagedProgram.Result woken = first.result();
            assertThat(woken.exitCode()).as(woken.error()).isIn(0, 6);
            PackagedProgram.Result last = PackagedProgram.run(folder, Map.of(), "config", "up", "--no-backup");
            assertThat(last.exitCode()).as(last.error()).isZero();
            for (String name : names) {
                assertThat(project.text(name)).isEqualTo("version: 1.1.0\nname: x\nadded: 1\n");
                assertThat(project.recorded(name))
                        .filteredOn(action -> action.startsWith("up"))
                        .containsExactly("up 1.1.0");
            }
            assertThat(Files.exists(project.state().resolve("journal.jsonl"))).isFalse();
        }
    }

    private void awaitJournal(ConfigProject project, Process process) throws Exception {
        Path journal = project.state().resolve("journal.jsonl");
        while (process.isAlive() && !Files.exists(journal)) {
            Thread.onSpinWait();
        }
        process.waitFor(random.nextInt(30), TimeUnit.MILLISECONDS);
    }

    private boolean leaseRanOut() {
        return ranOut(new SchemaProject(folder, "sqlite:" + folder.resolve("history.db")));
    }
}
