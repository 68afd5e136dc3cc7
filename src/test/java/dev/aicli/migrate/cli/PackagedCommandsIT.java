package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The built program as a process, on real databases. */
class PackagedCommandsIT {
    private static final String PASSWORD = "Geheim-Wort+7";
    private static final JsonSchemas SCHEMA = JsonSchemas.load("output.schema.json");

    @TempDir
    private Path directory;

    private void migration(String name, String up, String down) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(folder.resolve(name + ".up.sql"), up + "\n");
        Files.writeString(folder.resolve(name + ".down.sql"), down + "\n");
    }

    private void threeMigrations() throws IOException {
        migration("001_users", "CREATE TABLE users (id INTEGER PRIMARY KEY);", "DROP TABLE users;");
        migration("002_tasks", "CREATE TABLE tasks (id INTEGER PRIMARY KEY);", "DROP TABLE tasks;");
        migration("003_notes", "CREATE TABLE notes (id INTEGER PRIMARY KEY);", "DROP TABLE notes;");
    }

    private PackagedProgram.Result run(String url, String... arguments) throws IOException, InterruptedException {
        return PackagedProgram.run(directory, Map.of("AICLI_DATABASE_URL", url), arguments);
    }

    private JsonNode json(String url, int exitCode, String line) throws IOException, InterruptedException {
        PackagedProgram.Result result = run(url, (line + " --output json").split(" ", -1));
        return checked(exitCode, result.exitCode(), result.output());
    }

    /** The same inside this process, which takes less time. */
    private JsonNode inside(String url, int exitCode, String line) {
        Cli.Result result = inside(url, (line + " --output json").split(" ", -1));
        return checked(exitCode, result.exitCode(), result.output());
    }

    private Cli.Result inside(String url, String... arguments) {
        return new Cli(directory).environment(Map.of("AICLI_DATABASE_URL", url)).run(arguments);
    }

    private static JsonNode checked(int expectedExitCode, int exitCode, String output) {
        assertThat(exitCode).as(output).isEqualTo(expectedExitCode);
        JsonNode document = JsonSchemas.parse(output);
        assertThat(SCHEMA.faults(document)).as(output).isEmpty();
        return document;
    }

    /** {@return the first column of a query's rows, joined by commas} */
    private static String query(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(jdbc(url));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return String.join(",", values);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String jdbc(String url) {
        return "jdbc:" + url.replace("postgres://", "postgresql://").replace("postgres@", "") + "&user=postgres";
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void leadsPostgreSqlUpAndDownAndBackToWhereItBegan(int version) throws Exception {
        threeMigrations();
        // A new table is locked for nobody; one that is there already is.
        migration(
                "002_tasks",
                "CREATE TABLE tasks (id INTEGER PRIMARY KEY, owner INTEGER REFERENCES users);",
                "DROP TABLE tasks;");
        migration("004_index", "CREATE INDEX CONCURRENTLY users_id ON users (id);", "DROP INDEX users_id;");
        // This machine's pg_dump may be older than the newest servers.
        Files.writeString(directory.resolve("aicli.yml"), "backup: {mode: off}\n");
        String url = PostgresServers.newDatabase(version);
        String tables = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                + " AND relname !~ '^(migration_|schema_version)' ORDER BY 1";

        assertThat(inside(url, 0, "migrate up").at("/data/steps")).hasSize(4);
        assertThat(inside(url, 0, "migrate up").at("/data/nothingToDo").asBoolean())
                .isTrue();
        assertThat(inside(url, 0, "migrate status").at("/data/version").asText())
                .isEqualTo("4");
        assertThat(query(url, tables)).contains("users_id", "notes");
        inside(url, 0, "migrate down --steps 1 --yes");
        inside(url, 0, "migrate redo --yes");
        inside(url, 0, "migrate down --target-version 1 --yes");
        assertThat(inside(url, 3, "migrate status --check").at("/data/pending").asInt())
                .isEqualTo(3);
        assertThat(inside(url, 0, "migrate dry-run --steps 1")
                        .at("/data/steps/0/statements/0/locks")
                        .size())
                .isPositive();
        inside(url, 0, "db migrate");
        inside(url, 0, "migrate down --all --yes");
        assertThat(query(url, tables)).isEmpty();
        assertThat(inside(url, 0, "history verify").at("/data/sound").asBoolean())
                .isTrue();
    }

    @Test
    void keepsHistoryWhereItIsTold() throws Exception {
        threeMigrations();
        String url = PostgresServers.newDatabase();
        try (Connection connection = DriverManager.getConnection(jdbc(url));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA ops");
        }

        PackagedProgram.Result up = run(url, "migrate", "up", "--history-schema", "ops", "--history-prefix", "aicli_");

        assertThat(up.exitCode()).as(up.error()).isZero();
        assertThat(query(url, "SELECT version FROM ops.aicli_schema_version")).isEqualTo("3");
        assertThat(query(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("3");
    }

    @Test
    void showsWhatTheServerSaidWhereItSaidIt() throws Exception {
        threeMigrations();
        migration("004_bad", "INSERT INTO users VALUES (1);\n\n  INSERT INTO users VALUES (1);", "DELETE FROM users;");
        String url = PostgresServers.newDatabase();

        PackagedProgram.Result result = run(url, "migrate", "up");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.error())
                .contains(
                        "migrations/004_bad.up.sql:3:3",
                        "duplicate key",
                        "23505",
                        "Key (id)=(1) already exists",
                        "next:")
                .doesNotContain("Exception");
        assertThat(query(url, "SELECT count(*) FROM users")).isEqualTo("0");
    }

    @Test
    void neverShowsOrStoresAPassword() throws Exception {
        threeMigrations();
        migration("004_bad", "CREATE ROLE r PASSWORD '" + PASSWORD + "' LOGIN NONSENSE;", "SELECT 1;");
        String url = PostgresServers.newDatabase();
        String withPassword = url.replace("postgres@", "postgres:Geheim-Wort%2B7@");
        String wrongPort = withPassword.replaceFirst(":\\d+/", ":1/");
        StringBuilder everything = new StringBuilder();
        for (String tried : List.of(
                withPassword,
                wrongPort,
                "postgres://u:" + PASSWORD + "@ss:word/@h",
                "postgres://u:" + PASSWORD + "/x@h/d",
                "mysql://u:" + PASSWORD + "@h/d",
                "host=localhost password='" + PASSWORD)) {
            for (String command : List.of("up", "status", "list", "dry-run")) {
                Cli.Result text = inside(tried, "migrate", command, "--verbose");
                Cli.Result json = inside(tried, "migrate", command, "--output", "json", "--verbose");
                everything
                        .append(text.output())
                        .append(text.error())
                        .append(json.output())
                        .append(json.error());
            }
            Cli.Result option = inside("sqlite:x.db", "migrate", "up", "--nonsense", "--database-url=" + tried);
            everything.append(option.output()).append(option.error());
        }
        PackagedProgram.Result packaged = run(withPassword, "migrate", "up", "--verbose");
        everything.append(packaged.output()).append(packaged.error());
        PackagedProgram.Result environment = PackagedProgram.run(
                directory, Map.of("AICLI_DATABASE_URL", url, "PGPASSWORD", PASSWORD), "history", "--output", "json");
        everything.append(environment.output()).append(environment.error());
        everything.append(query(url, "SELECT h::text FROM migration_history h"));

        assertThat(everything.toString())
                .contains("postgres:***@", "004_bad")
                .doesNotContain(PASSWORD)
                .doesNotContain("Geheim-Wort");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130, INTERRUPTED", "TERM, 143, TERMINATED"})
    void stopsOnASignalWithEverythingUndone(String signal, int exitCode, String code) throws Exception {
        threeMigrations();
        migration("004_slow", "CREATE TABLE slow (id INTEGER);\nSELECT pg_sleep(300);", "DROP TABLE slow;");
        String url = PostgresServers.newDatabase();
        PackagedProgram.Running running = PackagedProgram.startRecorded(
                directory, Map.of("AICLI_DATABASE_URL", url), "migrate", "up", "--output", "json");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> query(
                                url,
                                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(300)%'"
                                        + " AND state = 'active' AND pid <> pg_backend_pid()")
                        .equals("1"));

        new ProcessBuilder(
                        "sh", "-c", "kill -" + signal + " " + running.process().pid())
                .start()
                .waitFor();
        PackagedProgram.Result result = running.result();

        assertThat(result.exitCode()).as(result.error()).isEqualTo(exitCode);
        JsonNode document = JsonSchemas.parse(result.output());
        assertThat(SCHEMA.faults(document)).isEmpty();
        assertThat(document.at("/error/code").asText()).isEqualTo(code);
        assertThat(document.at("/data/steps")).hasSize(3);
        assertThat(query(url, "SELECT count(*) FROM pg_tables WHERE tablename = 'slow'"))
                .isEqualTo("0");
        assertThat(query(url, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                .isEqualTo("0");
        migration("004_slow", "CREATE TABLE slow (id INTEGER);", "DROP TABLE slow;");
        assertThat(run(url, "migrate", "up").exitCode()).isZero();
    }

    @Test
    void saysNothingWhenItsReaderGoesAway() throws Exception {
        threeMigrations();
        String call = PackagedProgram.shellCommand();
        String url = "sqlite:" + directory.resolve("pipe.db");

        PackagedProgram.Result result = PackagedProgram.runCommand(
                List.of("sh", "-c", call + " migrate up --help | true; " + call + " migrate list -o json | head -c 1"),
                directory,
                Map.of("AICLI_DATABASE_URL", url));

        assertThat(result.error()).isEmpty();
        assertThat(result.output()).isEqualTo("{");
    }

    @Test
    void cannotReachAServerThatIsNotThere() throws Exception {
        threeMigrations();

        PackagedProgram.Result result = run("postgres://u@127.0.0.1:1/d", "migrate", "up");

        assertThat(result.exitCode()).isEqualTo(9);
        assertThat(result.error()).contains("error: cannot connect to postgresql://u@127.0.0.1:1/d", "next:");
    }

    @Test
    void worksOnAnEmbeddedDatabase() throws Exception {
        threeMigrations();
        String url = "sqlite:" + directory.resolve("app.db");

        assertThat(json(url, 0, "migrate up").at("/data/steps")).hasSize(3);
        assertThat(run(url, "migrate", "status").output()).contains("Version   3", "Pending   0");
        json(url, 0, "migrate down --all --yes");
        json(url, 0, "history verify");
    }
}
