package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aicli.migrate.platform.sqlite.sql.SqliteDialect;
import dev.aicli.migrate.schema.sql.ScriptOptions;
import dev.aicli.migrate.schema.sql.SqlScript;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.testing.PostgresServer;
import dev.aicli.migrate.testing.PostgresServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built program on a database as a whole, and what it leaves to others: the SQL of a run. */
class DatabaseCommandsIT {
    private static PostgresServer server;

    @TempDir
    private Path directory;

    private String url = "";
    private String database = "";

    @BeforeAll
    static void start() {
        server = PostgresServer.start(PostgresServers.DEFAULT_VERSION, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void nameADatabase() {
        database = "new_" + Long.toString(System.nanoTime(), 36);
        url = "postgresql://postgres@127.0.0.1:" + server.port() + "/" + database + "?sslmode=disable";
    }

    @Test
    void theSqlOfARunLeavesADatabaseInWhichEverythingIsApplied() throws Exception {
        file(
                "001_base.up.sql",
                "CREATE TYPE mood AS ENUM ('sad');\nCREATE TABLE t (id int, m mood, s text DEFAULT 'it''s \\ :x; -- y');\n"
                        + "COPY t (id, m) FROM stdin;\n1\tsad\n2\t\\N\n\\.\n");
        file("001_base.down.sql", "DROP TABLE t;\nDROP TYPE mood;");
        file("002_value.up.sql", "ALTER TYPE mood ADD VALUE 'happy';");
        file("002_value.down.sql", "SELECT 1;");
        file(
                "003_own.up.sql",
                "BEGIN ISOLATION LEVEL SERIALIZABLE;\nSET search_path = pg_catalog;\n"
                        + "INSERT INTO public.t VALUES (3, 'happy');\nCOMMIT;");
        file("003_own.down.sql", "DELETE FROM t WHERE id = 3;");
        file("004_index.up.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id);\nANALYZE t;");
        file("004_index.down.sql", "DROP INDEX CONCURRENTLY t_id;");
        file(
                "005_body.up.sql",
                "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; -- ;\nEND $$;\nSELECT f();");
        file("005_body.down.sql", "DROP FUNCTION f();");
        assertThat(run(0, "db", "create").output()).startsWith("Created ");
        assertThat(run(0, "db", "create").output()).startsWith("There already");

        assertThat(run(0, "migrate", "dry-run", "--sql", "first.sql", "--steps", "2")
                        .output())
                .contains("2 migrations");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("first.sql"))))
                .isEqualTo("rw-------");
        assertThat(run(0, "migrate", "version").output().strip()).isEqualTo("none");
        psql(0, "first.sql");
        PackagedProgram.Result rest = run(0, "migrate", "up", "--sql");
        Files.writeString(directory.resolve("rest.sql"), rest.output());
        psql(0, "rest.sql");

        assertThat(run(0, "migrate", "status", "--check").output()).contains("Applied   5");
        assertThat(run(0, "history", "verify").output()).contains("Sound");
        // What was run once does not run again.
        psql(3, "rest.sql");
        assertThat(run(0, "history", "verify").output()).contains("Sound");
        assertThat(run(0, "migrate", "down", "--all", "--yes", "--no-backup").output())
                .contains("5 migrations taken back");
    }

    @Test
    void theSqlForSqliteDoesTheSame() throws Exception {
        url = "sqlite:app.db";
        file("001_a.up.sql", "CREATE TABLE p (id integer PRIMARY KEY);\nCREATE TABLE c (p integer REFERENCES p);");
        file("002_b.up.sql", "PRAGMA foreign_keys = OFF;\nINSERT INTO c VALUES (NULL);");
        file(
                "003_c.up.sql",
                "-- aicli: no-transaction\nVACUUM;\n"
                        + "CREATE TRIGGER tr AFTER INSERT ON p BEGIN INSERT INTO c VALUES (new.id); END;");
        run(0, "migrate", "dry-run", "--sql", "up.sql");
        assertThat(directory.resolve("app.db")).doesNotExist();
        String script = Files.readAllLines(directory.resolve("up.sql")).stream()
                .filter(line -> !List.of(".bail on", ".timeout 5000").contains(line))
                .collect(Collectors.joining("\n"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"));
                Statement statement = connection.createStatement();
                SqlScript statements = SqlScript.open(
                        new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)),
                        new SqliteDialect(),
                        ScriptOptions.defaults())) {
            for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
                // The shell would print the rows.
                assertThat(statement.execute(next.text())).as(next.text()).isFalse();
            }
        }
        assertThat(run(0, "migrate", "status", "--check").output()).contains("Applied   3");
        assertThat(run(0, "history", "verify").output()).contains("Sound");
        assertThat(run(0, "db", "drop", "--yes").output()).startsWith("Dropped");
        assertThat(directory.resolve("app.db")).doesNotExist();
    }

    @Test
    void aDatabaseIsMadeForARunAndDroppedWhenNobodyUsesIt() throws Exception {
        file(
                "001_a.up.sql",
                "CREATE TABLE a (i int);\nDO $$ BEGIN RAISE NOTICE 'hello'; RAISE WARNING 'careful'; END $$;");
        file("002_b.up.sql", "CREATE TABLE b (i int);");
        PackagedProgram.Result up = run(0, "migrate", "up", "--create-database", "--yes", "--no-backup");
        assertThat(up.error())
                .contains("notice: hello")
                .contains("warning: careful")
                .doesNotContain("warning: hello");
        assertThat(run(0, "migrate", "validate").output()).contains("2 migrations have no down script");
        assertThat(run(2, "db", "drop").error()).contains("--yes");
        try (Connection other = DriverManager.getConnection(server.jdbcUrl(database))) {
            assertThat(run(6, "db", "drop", "--yes").error()).contains("being accessed by other users");
            assertThat(other.isValid(10)).isTrue();
        }
        assertThat(run(0, "db", "drop", "--yes").output()).startsWith("Dropped");
        assertThat(run(0, "db", "drop", "--yes").output()).startsWith("Not there");
        assertThat(run(0, "migrate", "up", "--create-database", "--no-backup", "-q")
                        .output())
                .doesNotContain("up    1 a");
    }

    @Test
    void oneMigrationIsMarkedAndUnmarked() throws Exception {
        for (int i = 1; i <= 3; i++) {
            file(i + "_t.up.sql", "CREATE TABLE t" + i + " (i int);");
            file(i + "_t.down.sql", "DROP TABLE t" + i + ";");
        }
        run(0, "migrate", "up", "--create-database", "--no-backup");
        assertThat(run(0, "migrate", "unmark", "2", "--yes").output()).contains("migration 2 is not applied");
        JsonNode status = json("migrate", "status");
        assertThat(status.get("version").asText()).isEqualTo("3");
        assertThat(status.get("pending").asInt()).isEqualTo(1);
        assertThat(run(0, "migrate", "unmark", "2", "--yes").output()).startsWith("Nothing to do");
        assertThat(run(0, "migrate", "mark", "2", "--yes").output()).contains("migration 2 is applied");
        assertThat(run(0, "migrate", "mark", "2", "--yes").output()).startsWith("Nothing to do");
        assertThat(json("migrate", "status").get("pending").asInt()).isZero();
        run(0, "migrate", "unmark", "3", "--yes");
        assertThat(run(0, "migrate", "version").output().strip()).isEqualTo("2");
        run(0, "migrate", "mark", "3", "--yes");
        assertThat(run(2, "migrate", "mark", "9", "--yes").error()).contains("no migration has version 9");
        assertThat(run(2, "migrate", "mark", "2").error()).contains("--yes");
        assertThat(run(0, "history", "verify").output()).contains("Sound");
        // The way back is kept with the mark.
        Files.delete(directory.resolve("migrations/2_t.down.sql"));
        assertThat(run(0, "migrate", "down", "--all", "--yes", "--no-backup").output())
                .contains("3 migrations taken back");
    }

    @Test
    void aServerThatIsStillStartingIsWaitedFor() throws Exception {
        file("001_a.up.sql", "CREATE TABLE a (i int);");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String later = "postgresql://postgres@127.0.0.1:" + port + "/postgres?sslmode=disable";
        PackagedProgram.Result without = PackagedProgram.run(directory, Map.of(), "migrate", "status", "-d", later);
        assertThat(without.exitCode()).isEqualTo(9);
        PackagedProgram.Running waiting =
                PackagedProgram.startRecorded(directory, Map.of(), "migrate", "status", "--wait", "10min", "-d", later);
        while (!Files.readString(waiting.error()).contains("waiting for the server")) {
            Thread.sleep(50);
        }
        try (ServerSocket relay = new ServerSocket(port)) {
            Thread thread = new Thread(() -> relay(relay), "relay");
            thread.setDaemon(true);
            thread.start();
            PackagedProgram.Result result = waiting.result();
            assertThat(result.exitCode()).as(result.error()).isZero();
            assertThat(result.output()).contains("Pending   1");
        }
        // A database that is not there does not come by waiting.
        assertThat(run(9, "migrate", "status", "--wait", "10min").error()).contains("does not exist");
    }

    /** Hands on what comes in, until the socket is closed. */
    private static void relay(ServerSocket from) {
        try {
            while (true) {
                Socket client = from.accept();
                Socket to = new Socket(InetAddress.getLoopbackAddress(), server.port());
                pump(client, to);
                pump(to, client);
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void pump(Socket from, Socket to) {
        Thread thread = new Thread(
                () -> {
                    try (from;
                            to) {
                        from.getInputStream().transferTo(to.getOutputStream());
                    } catch (IOException e) {
                        // One side has ended.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void psql(int exitCode, String script) throws Exception {
        PackagedProgram.Result result = PackagedProgram.runCommand(
                List.of(
                        "psql",
                        "-X",
                        "-q",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(server.port()),
                        "-U",
                        "postgres",
                        "-d",
                        database,
                        "-f",
                        script),
                directory,
                Map.of());
        assertThat(result.exitCode()).as(result.error()).isEqualTo(exitCode);
    }

    private JsonNode json(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        return new ObjectMapper()
                .readTree(run(0, all.toArray(String[]::new)).output())
                .get("data");
    }

    private PackagedProgram.Result run(int exitCode, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-d", url));
        PackagedProgram.Result result = PackagedProgram.run(directory, Map.of(), all.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.output() + result.error()).isEqualTo(exitCode);
        return result;
    }

    private void file(String name, String text) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(folder.resolve(name), text);
    }
}
