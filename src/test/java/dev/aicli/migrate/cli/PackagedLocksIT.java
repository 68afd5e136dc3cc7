package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.PostgresServer;
import dev.aicli.migrate.testing.PostgresServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built program, in every way of running a migration, before a table that somebody has locked. */
class PackagedLocksIT {
    @TempDir
    private Path directory;

    private void migration(String name, String text) throws Exception {
        Path folder = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(folder.resolve(name), text);
    }

    private static String jdbc(String url) {
        return "jdbc:" + url.replace("postgres://postgres@", "postgresql://") + "&user=postgres";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7 | -- aicli: no-transaction%nCREATE TABLE before_it (i int);%nALTER TABLE t ADD COLUMN c int; |
            7 | CREATE INDEX CONCURRENTLY u_id ON u (id);%nALTER TABLE t ADD COLUMN c int; |
            1 | ALTER TABLE t ADD COLUMN c int; | --transaction=run
            1 | ALTER TABLE t ADD COLUMN c int; |
            """)
    void theHolderIsNamedAndTheRunGoesOnWhenItLetsGo(int exitCode, String script, String option) throws Exception {
        String url = PostgresServers.newDatabase();
        Map<String, String> environment = Map.of("AICLI_DATABASE_URL", url);
        List<String> up = new ArrayList<>(List.of("migrate", "up", "--no-backup", "--lock-timeout", "500ms"));
        if (option != null) {
            up.add(option);
        }
        try (Connection blocker = DriverManager.getConnection(jdbc(url));
                Statement statement = blocker.createStatement()) {
            statement.execute("CREATE TABLE t (id int); CREATE TABLE u (id int)");
            migration("1_first.up.sql", "CREATE TABLE first (i int);");
            migration("2_c.up.sql", script.replace("%n", "\n"));
            statement.execute("SET application_name = 'the blocker'");
            statement.execute("BEGIN; LOCK TABLE t IN ROW EXCLUSIVE MODE");

            List<String> once = new ArrayList<>(up);
            once.addAll(List.of("--lock-retries", "0"));
            PackagedProgram.Result refused = PackagedProgram.run(directory, environment, once.toArray(String[]::new));
            if (exitCode == 7) {
                up.set(1, "resume");
            }
            up.addAll(List.of("--lock-retries", "20"));
            PackagedProgram.Running waiting =
                    PackagedProgram.startRecorded(directory, environment, up.toArray(String[]::new));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> Files.readString(waiting.error()).contains("attempt 1")
                            || !waiting.process().isAlive());
            statement.execute("ROLLBACK");
            PackagedProgram.Result done = waiting.result();

            assertThat(refused.exitCode()).as(refused.error()).isEqualTo(exitCode);
            assertThat(refused.error()).contains("blocked by", "the blocker", "LOCK TABLE t");
            if (option != null) {
                assertThat(refused.output()).doesNotContain("first");
            }
            assertThat(done.exitCode()).as(done.error()).isZero();
            assertThat(done.error()).contains("attempt 1");
            try (ResultSet row = statement.executeQuery(
                    "SELECT count(*) FROM pg_attribute" + " WHERE attrelid = 't'::regclass AND attname = 'c'")) {
                row.next();
                assertThat(row.getInt(1)).isOne();
            }
        }
    }

    @Test
    void aUnixSocketServesTheRunItsLockAndItsBackup() throws Exception {
        PostgresServer server = PostgresServers.server();
        String byTcp = PostgresServers.newDatabase();
        String name = byTcp.substring(byTcp.lastIndexOf('/') + 1, byTcp.indexOf('?'));
        String folder = server.socketFolder().toString();
        List<Map<String, String>> forms = List.of(
                Map.of(
                        "AICLI_DATABASE_URL",
                        "postgresql://postgres@/" + name + "?host=" + folder + "&port=" + server.port()),
                Map.of(
                        "AICLI_DATABASE_URL",
                        "postgresql://postgres@" + folder.replace("/", "%2F") + ":" + server.port() + "/" + name),
                Map.of(
                        "AICLI_DATABASE_URL",
                        "host=" + folder + " port=" + server.port() + " dbname=" + name + " user=postgres"),
                Map.of(
                        "AICLI_DATABASE_URL",
                        "postgresql://postgres@/" + name,
                        "PGHOST",
                        folder,
                        "PGPORT",
                        String.valueOf(server.port())));
        int number = 1;
        for (Map<String, String> form : forms) {
            migration(number + "_t.up.sql", "CREATE TABLE t" + number + " (i int);");
            PackagedProgram.Result up = PackagedProgram.run(directory, form, "migrate", "up");
            assertThat(up.exitCode()).as(form + up.error()).isZero();
            assertThat(up.output()).contains("backup");
            number++;
        }
    }
}
