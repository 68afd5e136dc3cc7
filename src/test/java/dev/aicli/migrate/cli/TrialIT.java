package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aicli.migrate.testing.PostgresServer;
import dev.aicli.migrate.testing.PostgresServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built program tries migrations: where `up` passes the trial passes, and nothing of it stays. */
class TrialIT {
    private static final String SCRATCHES = "SELECT count(*) FROM pg_database WHERE datname LIKE 'aicli\\_trial\\_%'";

    private static PostgresServer server;

    @TempDir
    private Path directory;

    @TempDir
    private Path temporary;

    private String database = "";

    @BeforeAll
    static void start() throws SQLException {
        server = PostgresServer.start(PostgresServers.DEFAULT_VERSION, Map.of());
        execute("postgres", "CREATE ROLE plain LOGIN");
        execute("postgres", "CREATE ROLE maker LOGIN CREATEDB");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void newDatabase() throws SQLException {
        database = "app_" + Long.toString(System.nanoTime(), 36);
        execute("postgres", "CREATE DATABASE " + database);
        execute(database, "GRANT CREATE ON SCHEMA public TO PUBLIC");
    }

    /** Each of these fails when all scripts are one transaction and one session, and passes in a run. */
    private void migrationsThatCannotShareATransaction() throws IOException {
        file("001_base.up.sql", "CREATE TYPE mood AS ENUM ('sad');\nCREATE TABLE t (id int, m mood);");
        file("002_value.up.sql", "ALTER TYPE mood ADD VALUE 'happy';");
        file("003_use.up.sql", "INSERT INTO t VALUES (1, 'happy');");
        file("004_temp.up.sql", "CREATE TEMP TABLE work (i int);\nPREPARE p AS SELECT 1;");
        file("005_temp.up.sql", "CREATE TEMP TABLE work (i int);\nPREPARE p AS SELECT 1;");
        file("006_own.up.sql", "BEGIN;\nSET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\nUPDATE t SET id = 2;\nCOMMIT;");
        file(
                "007_key.up.sql",
                "CREATE TABLE k (at timestamptz DEFAULT now() PRIMARY KEY);\nINSERT INTO k DEFAULT VALUES;");
        file("008_key.up.sql", "INSERT INTO k DEFAULT VALUES;");
        file("009_index.up.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id);");
        file("010_behind.up.sql", "ALTER TABLE t ADD COLUMN c int;");
        file(
                "011_deferred.up.sql",
                "CREATE TABLE d (id int PRIMARY KEY, up int REFERENCES d DEFERRABLE INITIALLY DEFERRED);\n"
                        + "INSERT INTO d VALUES (1, 2);\nINSERT INTO d VALUES (2, 1);");
        file("012_deferred.up.sql", "INSERT INTO d VALUES (3, 4);\nINSERT INTO d VALUES (4, 3);");
        file("013_altered.up.sql", "ALTER TABLE d ADD COLUMN n int;");
        file("014_procedure.up.sql", "-- aicli: no-transaction\nDO $$ BEGIN UPDATE t SET id = 3; COMMIT; END $$;");
        file("015_lock.up.sql", "-- aicli: no-transaction\nBEGIN;\nLOCK TABLE t;\nCOMMIT;");
    }

    @Test
    void everyKindThatARunAppliesPassesTheTrial() throws Exception {
        migrationsThatCannotShareATransaction();
        execute(database, "CREATE TABLE there (id int); GRANT SELECT ON there TO maker");
        for (String role : List.of("postgres", "maker")) {
            JsonNode steps = dryRun(role, 0);
            assertThat(texts(steps, "notTried")).containsOnlyNulls();
            assertThat(texts(steps, "failure")).containsOnlyNulls();
            assertThat(texts(steps, "triedIn")).contains("transaction", "copy");
            assertThat(query(database, "SELECT to_regclass('t') IS NULL")).isEqualTo("t");
        }
        assertThat(query("postgres", SCRATCHES)).isEqualTo("0");
        assertNothingTemporaryStays();
        assertThat(run("postgres", "migrate", "up", "--no-backup").exitCode()).isZero();
    }

    @Test
    void whereNoScratchDatabaseCanBeMadeTheTrialSaysWhatItDidNotTryAndGoesOn() throws Exception {
        migrationsThatCannotShareATransaction();
        JsonNode steps = dryRun("plain", 0);
        assertThat(texts(steps, "failure")).containsOnlyNulls();
        assertThat(notTried(steps)).containsExactly("3", "6", "8", "9", "14", "15");
        assertThat(steps.get(2).get("notTried").asText())
                .contains("cannot share the transaction")
                .contains("unsafe use of new value")
                .contains("plain may not create databases");
        assertThat(run("plain", "migrate", "up", "--no-backup").exitCode()).isZero();
    }

    @Test
    void theCheckBeforeAnUpgradeTriesTheSameWay() throws Exception {
        migrationsThatCannotShareATransaction();
        Files.writeString(directory.resolve("releases.yml"), "releases:\n  - version: 1.0.0\n    schema: 15\n");
        PackagedProgram.Result result = run("postgres", "check-compatibility", "--target-version", "1.0.0");
        assertThat(result.output())
                .contains("migrations tried and rolled back")
                .contains("tried on a copy of the database")
                .doesNotContain("not tried");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void rowsThatStandInTheWayAreFoundOnTheRealTable() throws Exception {
        execute(database, "CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1)");
        file("001_first.up.sql", "CREATE TABLE first (i int);\nCREATE TABLE second (i int);");
        file("002_unique.up.sql", "ALTER TABLE t ADD COLUMN c int;\nCREATE UNIQUE INDEX t_id ON t (id);");
        file("003_last.up.sql", "DROP TABLE first;");
        PackagedProgram.Result result = run("postgres", "migrate", "dry-run");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("CREATE TABLE second")
                .contains("ALTER TABLE t ADD COLUMN c int")
                .contains("not tried: it comes after");
        assertThat(result.error()).contains("002_unique.up.sql:2:1").contains("could not create unique index");
        JsonNode steps = dryRun("postgres", 1);
        assertThat(texts(steps, "failure").get(1)).contains("could not create unique index");
        assertThat(steps.get(1).get("statements")).hasSize(1);
    }

    @Test
    void whatReachesBeyondTheDatabaseIsNotExecutedInTheScratchDatabase() throws Exception {
        file("001_role.up.sql", "CREATE TABLE t (i int);\nDO $$ BEGIN CREATE ROLE beyond_1; END $$;");
        file("002_role.up.sql", "CREATE /* a */ ROLE beyond_2;");
        file("003_index.up.sql", "CREATE INDEX CONCURRENTLY t_i ON t (i);");
        file("004_copy.up.sql", "-- aicli: no-transaction\nCOPY t TO PROGRAM 'touch " + directory + "/touched';");
        JsonNode steps = dryRun("postgres", 0);
        assertThat(texts(steps, "triedIn")).startsWith("transaction", "transaction");
        assertThat(notTried(steps)).contains("3", "4");
        assertThat(steps.get(3).get("notTried").asText()).contains("may change more than the database");
        assertThat(query("postgres", "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'beyond%'"))
                .isEqualTo("0");
        assertThat(directory.resolve("touched")).doesNotExist();
    }

    @Test
    void aLockThatAnEarlierStepHoldsIsShownAgain() throws Exception {
        execute(database, "CREATE TABLE live (id int)");
        file("001_a.up.sql", "ALTER TABLE live ADD COLUMN a int;");
        file("002_b.up.sql", "BEGIN;\nALTER TABLE public.live ADD COLUMN b int;\nUPDATE live SET b = 1;\nCOMMIT;");
        JsonNode steps = dryRun("postgres", 0);
        for (JsonNode step : steps) {
            assertThat(step.get("statements").get(0).get("locks").toString())
                    .contains("AccessExclusiveLock")
                    .contains("\"live\"");
        }
        assertThat(run("postgres", "migrate", "dry-run").output()).doesNotContain("more statement");
    }

    @Test
    void aKilledTrialLeavesWhatTheNextOneDrops() throws Exception {
        file("001_slow.up.sql", "-- aicli: no-transaction\nCREATE TABLE t (i int);\nSELECT pg_sleep(600);");
        for (String signal : List.of("TERM", "KILL")) {
            Process process = PackagedProgram.start(directory, environment(), arguments("maker", "migrate", "dry-run"));
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> query(
                                    "postgres",
                                    "SELECT count(*) FROM pg_stat_activity WHERE datname LIKE 'aicli\\_trial\\_%'"
                                            + " AND query LIKE 'SELECT pg_sleep%'")
                            .equals("1"));
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            process.waitFor();
            if (signal.equals("TERM")) {
                assertThat(process.exitValue()).isEqualTo(143);
                assertThat(query("postgres", SCRATCHES)).isEqualTo("0");
            }
        }
        file("001_slow.up.sql", "-- aicli: no-transaction\nCREATE TABLE t (i int);");
        dryRun("maker", 0);
        assertThat(query("postgres", SCRATCHES)).isEqualTo("0");
        assertNothingTemporaryStays();
    }

    @Test
    void sqliteIsTriedOnACopyOfTheFile() throws Exception {
        file("001_a.up.sql", "CREATE TABLE t (id integer primary key, v text);\nCREATE TEMP TABLE work (i int);");
        Files.createDirectories(directory.resolve("out"));
        String url = "sqlite:" + directory.resolve("app.db");
        assertThat(PackagedProgram.run(directory, Map.of(), "migrate", "up", "--no-backup", "-d", url)
                        .exitCode())
                .isZero();
        byte[] before = Files.readAllBytes(directory.resolve("app.db"));
        file("002_b.up.sql", "INSERT INTO t VALUES (1, 'x');\nCREATE TEMP TABLE work (i int);");
        file("003_c.up.sql", "PRAGMA foreign_keys = OFF;\nCREATE TEMP TABLE work (i int);");
        file("004_d.up.sql", "-- aicli: no-transaction\nVACUUM;");
        file("005_e.up.sql", "INSERT INTO t VALUES (2, 'y');\nALTER TABLE t ADD COLUMN c;");
        file("006_f.up.sql", "ATTACH 'out/other.db' AS other;\nCREATE TABLE other.o (i);");
        file("007_g.up.sql", "-- aicli: no-transaction\nVACUUM /* away */ INTO 'out/copy.db';");
        PackagedProgram.Result result =
                PackagedProgram.run(directory, environment(), arguments(url, "migrate", "dry-run", "--output", "json"));
        JsonNode steps =
                new ObjectMapper().readTree(result.output()).get("data").get("steps");
        assertThat(texts(steps, "triedIn"))
                .as(result.output())
                .containsExactly("copy", "copy", "copy", "copy", null, null);
        assertThat(directory.resolve("out")).isEmptyDirectory();
        assertThat(Files.readAllBytes(directory.resolve("app.db"))).isEqualTo(before);
        assertNothingTemporaryStays();
    }

    private void assertNothingTemporaryStays() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files.map(Path::getFileName).map(Path::toString).filter(name -> name.startsWith("aicli-trial")))
                    .isEmpty();
        }
    }

    private JsonNode dryRun(String role, int exitCode) throws Exception {
        PackagedProgram.Result result = run(role, "migrate", "dry-run", "--output", "json");
        assertThat(result.exitCode()).as(result.output() + result.error()).isEqualTo(exitCode);
        return new ObjectMapper().readTree(result.output()).get("data").get("steps");
    }

    private static List<String> texts(JsonNode steps, String name) {
        List<String> texts = new ArrayList<>();
        steps.forEach(step -> texts.add(step.get(name).textValue()));
        return texts;
    }

    private static List<String> notTried(JsonNode steps) {
        List<String> versions = new ArrayList<>();
        steps.forEach(step -> {
            if (!step.get("notTried").isNull()) {
                versions.add(step.get("version").asText());
            }
        });
        return versions;
    }

    private PackagedProgram.Result run(String role, String... arguments) throws Exception {
        return PackagedProgram.run(directory, environment(), arguments(role, arguments));
    }

    private Map<String, String> environment() {
        return Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary, "TMPDIR", temporary.toString());
    }

    private String[] arguments(String role, String... arguments) {
        String url = role.startsWith("sqlite:")
                ? role
                : "postgresql://" + role + "@127.0.0.1:" + server.port() + "/" + database + "?sslmode=disable";
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-d", url));
        return all.toArray(String[]::new);
    }

    private void file(String name, String text) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(folder.resolve(name), text);
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(database));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
