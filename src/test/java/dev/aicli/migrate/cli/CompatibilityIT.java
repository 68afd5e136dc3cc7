package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.w3c.dom.Document;

/** Everything that can stand in the way of a release is found, on a real server, by the code of its rule. */
class CompatibilityIT {
    private static final JsonSchemas SCHEMA = JsonSchemas.load("output.schema.json");

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private String url = "";

    @BeforeEach
    void installation() throws IOException {
        SampleProject.copyTo(directory);
        url = PostgresServers.newDatabase();
        environment.put("AICLI_DATABASE_URL", url);
        environment.put("PATH", System.getenv("PATH"));
        run(0, "migrate up --target-version 1.0.1 --no-backup");
    }

    private Cli.Result run(int exitCode, String line) {
        Cli.Result result = new Cli(directory).environment(environment).run(line.split(" ", -1));
        assertThat(result.exitCode())
                .as(line + "\n" + result.output() + result.error())
                .isEqualTo(exitCode);
        return result;
    }

    private JsonNode json(int exitCode, String line) {
        JsonNode document =
                JsonSchemas.parse(run(exitCode, line + " --output json").output());
        assertThat(SCHEMA.faults(document)).as(document.toString()).isEmpty();
        return document.get("data");
    }

    private JsonNode check(int exitCode, String options) {
        return json(exitCode, ("check-compatibility --target-version 1.1.0 " + options).strip());
    }

    /** {@return what a rule said, as {@code fail: found | remedy}} */
    private static List<String> verdicts(JsonNode data, String code) {
        List<String> verdicts = new ArrayList<>();
        for (JsonNode verdict : data.get("verdicts")) {
            if (verdict.get("code").asText().equals(code)) {
                verdicts.add(verdict.get("outcome").asText() + ": "
                        + verdict.get("found").asText() + " | "
                        + verdict.get("remedy").asText());
            }
        }
        return verdicts;
    }

    private static List<String> codes(JsonNode data, String outcome) {
        List<String> codes = new ArrayList<>();
        for (JsonNode verdict : data.get("verdicts")) {
            if (verdict.get("outcome").asText().equals(outcome)) {
                codes.add(verdict.get("code").asText());
            }
        }
        return codes;
    }

    /** Asks, and expects that one rule alone stands in the way. */
    private String onlyFailure(String code, String options) {
        JsonNode data = check(5, options);
        assertThat(codes(data, "fail")).as(data.toPrettyString()).containsOnly(code);
        return String.join("\n", verdicts(data, code));
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private void edit(String name, String from, String to) throws IOException {
        String text = Files.readString(file(name));
        assertThat(text).contains(from);
        Files.writeString(file(name), text.replace(from, to));
    }

    /** Gives the release 1.1.0 other requirements. */
    private void requires(String requirements) throws IOException {
        edit("releases.yml", "database: {postgresql: \">=12.0.0\", sqlite: \">=3.35.0\"}", requirements);
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:" + url.replace("postgres://postgres@", "postgresql://"), "postgres", "");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(String url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private String contents() {
        StringBuilder contents = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path : files.sorted().toList()) {
                contents.append(path).append(' ');
                contents.append(Files.isRegularFile(path) ? Arrays.hashCode(Files.readAllBytes(path)) : 0);
                contents.append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents.toString();
    }

    @Test
    void letsASoundInstallationPass() {
        JsonNode data = check(0, "");

        assertThat(data.get("compatible").asBoolean()).isTrue();
        assertThat(codes(data, "fail")).isEmpty();
        assertThat(data.get("way").toString()).isEqualTo("[\"1.1.0\"]");
        assertThat(data.at("/installed/release").asText()).isEqualTo("1.0.1");
        assertThat(data.at("/breaking/0/notes/0").asText()).contains("log_level");
        assertThat(verdicts(data, "SCHEMA_TRIAL")).containsExactly("pass: 1 migration tried and rolled back | ");
        assertThat(run(0, "check-compatibility --target-version 1.1.0").output())
                .contains("Compatible with 1.1.0")
                .contains("breaking in 1.1.0:");
    }

    @Test
    void namesTheStopsOfALongerWay() {
        JsonNode data = json(0, "check-compatibility --target-version 2.0.0");

        assertThat(data.get("way").toString()).isEqualTo("[\"1.1.0\",\"2.0.0\"]");
        assertThat(verdicts(data, "RELEASE_PATH")).containsExactly("pass: from 1.0.1 to 1.1.0, then 2.0.0 | ");
        assertThat(codes(data, "warn")).isEmpty();
        assertThat(json(5, "check-compatibility --target-version 2.0.0 --strict --no-trial")
                        .get("compatible")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void findsThatNoPathLeadsThere() throws IOException {
        edit("releases.yml", "from: ^1.0.0", "from: ~1.0.2");

        assertThat(onlyFailure("RELEASE_PATH", "")).contains("no way leads from 1.0.1 to 1.1.0", "may follow");
        run(0, "migrate up --target-version 6 --no-backup");
        assertThat(verdicts(check(5, ""), "RELEASE_PATH").toString())
                .contains("no release of releases.yml works with schema 6")
                .contains("release baseline");
    }

    @Test
    void findsThatTheTargetIsOlder() {
        JsonNode data = json(5, "check-compatibility --target-version 1.0.0");

        assertThat(verdicts(data, "RELEASE_PATH").toString())
                .contains("1.0.0 is older than 1.0.1", "aicli-web rollback");
        assertThat(codes(data, "fail")).contains("MIGRATION_ORDER");
    }

    @Test
    void findsAPartialState() throws Exception {
        Files.writeString(
                file("migrations/postgresql/005_create_audit_log.up.sql"),
                "-- aicli: no-transaction\nCREATE TABLE half (id int);\nSELECT 1 / 0;\n");
        run(7, "migrate up --target-version 5 --no-backup");

        assertThat(onlyFailure("PARTIAL_STATE", ""))
                .contains("005_create_audit_log.up.sql is applied in part", "migrate resume");
    }

    @Test
    void findsDriftOfChecksums() throws IOException {
        edit("migrations/postgresql/001_create_users.up.sql", "CREATE TABLE users", "CREATE TABLE  users");
        assertThat(codes(check(0, ""), "warn")).containsExactly("CHECKSUMS");

        Files.writeString(file("migrations/postgresql/001_create_users.up.sql"), "SELECT 1;\n");

        assertThat(onlyFailure("CHECKSUMS", "")).contains("001_create_users.up.sql", "migrate repair");
    }

    @Test
    void findsMigrationsOutOfOrder() throws Exception {
        Path late = file("migrations/postgresql/003_create_projects_and_tasks.up.sql");
        Path lateDown = file("migrations/postgresql/003_create_projects_and_tasks.down.sql");
        String up = Files.readString(late);
        Files.delete(late);
        Files.delete(lateDown);
        Files.delete(file("migrations/postgresql/004_add_indexes.up.sql"));
        Files.writeString(file("migrations/postgresql/004_add_indexes.up.sql"), "SELECT 1;\n");
        environment.put("AICLI_DATABASE_URL", PostgresServers.newDatabase());
        run(0, "migrate up --target-version 4 --no-backup");
        Files.writeString(late, up);

        assertThat(onlyFailure("MIGRATION_ORDER", "")).contains("out of order: 3 create projects and tasks");
    }

    @Test
    void findsMigrationFilesThatCannotBeRead() throws IOException {
        Files.writeString(file("migrations/postgresql/no-version.sql"), "SELECT 1;\n");
        assertThat(onlyFailure("MIGRATION_FILES", "")).contains("no-version.sql", "named like a migration");
        Files.delete(file("migrations/postgresql/no-version.sql"));

        Files.writeString(file("config-migrations/1.0.5_bad.yml"), "version: 1.0.5\nup:\n  - fly: {}\n");
        assertThat(onlyFailure("MIGRATION_FILES", "")).contains("1.0.5_bad.yml:3:");
    }

    @Test
    void findsConfigurationThatDoesNotParse() throws IOException {
        edit("config.yml", "server:\n", "server: [\n");

        assertThat(onlyFailure("CONFIG_PARSES", "")).contains("config.yml:");
    }

    @Test
    void findsConfigurationWithoutAVersion() throws IOException {
        edit("config.yml", "version: 1.0.0 ", "versions: 1 ");

        assertThat(onlyFailure("CONFIG_PARSES", "")).contains("config.yml has no version", "config baseline");
    }

    @Test
    void findsConfigurationThatWasEditedSoThatAnOperationCannotRun() throws IOException {
        Files.writeString(file("config.yml"), Files.readString(file("config.yml")) + "\nlogging: everything\n");

        assertThat(onlyFailure("CONFIG_MIGRATES", ""))
                .contains("config.yml:51:10", "move: something else is there already");
    }

    @Test
    void findsAServerThatIsTooOldOrOfTheWrongKind() throws IOException {
        requires("database: {postgresql: \">=99.0.0\"}");
        assertThat(onlyFailure("DATABASE_VERSION", "")).contains("PostgreSQL 15");

        edit("releases.yml", "postgresql: \">=99.0.0\"", "sqlite: \">=3.0.0\"");
        assertThat(onlyFailure("DATABASE_VERSION", "")).contains("does not work on this kind of database");
    }

    @Test
    void findsAMissingExtension() throws IOException {
        requires("extensions: [plpgsql, no_such_extension, {name: plpgsql, version: '>=9.0.0'}]");

        JsonNode data = check(5, "");

        assertThat(codes(data, "fail")).containsOnly("EXTENSIONS");
        assertThat(verdicts(data, "EXTENSIONS").get(0)).startsWith("pass: plpgsql 1.0 is installed");
        assertThat(verdicts(data, "EXTENSIONS").get(1)).contains("fail: no_such_extension is not on the server");
        assertThat(verdicts(data, "EXTENSIONS").get(2)).contains("fail: plpgsql 1.0 is installed", "ALTER EXTENSION");
    }

    @Test
    void findsAMissingPrivilege() throws Exception {
        requires("privileges: [CREATEDB, CREATE ON SCHEMA public, SELECT ON TABLE users, UPDATE ON TABLE nowhere,"
                + " MEMBER OF pg_monitor, CREATE ON DATABASE]");
        String user = "app_" + query(url, "SELECT current_database()");
        execute("CREATE ROLE " + user + " LOGIN", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + user);
        environment.put("AICLI_DATABASE_URL", url.replace("postgres@", user + "@"));

        JsonNode data = check(5, "--no-trial");

        assertThat(codes(data, "fail")).containsOnly("PRIVILEGES");
        List<String> verdicts = verdicts(data, "PRIVILEGES");
        assertThat(verdicts).hasSize(7);
        assertThat(verdicts.get(0)).contains("is not granted | GRANT SELECT, INSERT ON");
        assertThat(verdicts.get(1)).contains("fail: CREATEDB is not granted | ALTER ROLE \"" + user + "\" CREATEDB");
        assertThat(verdicts.get(2))
                .contains("fail: CREATE ON SCHEMA public is not granted | GRANT CREATE ON SCHEMA public");
        assertThat(verdicts.get(3)).startsWith("pass: SELECT ON TABLE users is granted");
        assertThat(verdicts.get(4)).contains("what it is about does not exist");
        assertThat(verdicts.get(5)).contains("GRANT pg_monitor TO");
        assertThat(verdicts.get(6)).contains("GRANT CREATE ON DATABASE");
        environment.put("AICLI_DATABASE_URL", url);
        assertThat(codes(check(5, "--no-trial"), "fail")).containsExactly("PRIVILEGES");
    }

    @Test
    void findsThatTheHistoryCannotBeCreated() throws Exception {
        String empty = PostgresServers.newDatabase();
        String user = "plain_" + query(empty, "SELECT current_database()");
        try (Connection connection = connect(empty);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + user + " LOGIN");
        }
        environment.put("AICLI_DATABASE_URL", empty.replace("postgres@", user + "@"));

        assertThat(onlyFailure("PRIVILEGES", "--no-trial")).contains("GRANT CREATE ON SCHEMA \"public\"");
    }

    @Test
    void findsTooLittleDisk() throws IOException {
        requires("disk: 900TB");

        assertThat(onlyFailure("DISK_SPACE", "")).contains("free at", "backup prune");
    }

    @Test
    void findsATransactionThatIsOpenForLong() throws SQLException {
        try (Connection other = connect(url);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 'pg' || 'idle'");

            assertThat(onlyFailure("LONG_TRANSACTIONS", "--long-transaction 1ms"))
                    .contains("pg_terminate_backend(", "user postgres", "is open for");
            assertThat(codes(check(0, "--long-transaction 2h"), "warn")).isEmpty();
            other.rollback();
        }
    }

    @Test
    void showsNoPasswordOfWhatOthersRun() throws SQLException {
        try (Connection other = connect(url);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1 FROM (SELECT '' AS password) t WHERE password -- of a role\n = $q$"
                    + "s3cret".repeat(50) + "$q$");

            assertThat(onlyFailure("LONG_TRANSACTIONS", "--long-transaction 1ms"))
                    .contains("SELECT 1 FROM")
                    .doesNotContain("s3cret");
            other.rollback();
        }
    }

    @Test
    void findsTablesThatAreHeld() throws SQLException {
        try (Connection other = connect(url);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");

            JsonNode data = check(0, "--no-trial");

            assertThat(codes(data, "warn")).containsExactly("LOCKS", "SCHEMA_TRIAL");
            assertThat(verdicts(data, "LOCKS").toString()).contains("holds public.users (AccessExclusiveLock)");
            other.rollback();
        }
    }

    @Test
    void findsADatabaseThatCannotBeWrittenTo() throws SQLException {
        execute("ALTER DATABASE " + query(url, "SELECT current_database()")
                + " SET default_transaction_read_only = on");

        assertThat(onlyFailure("WRITABLE", "--no-trial")).contains("default_transaction_read_only");
    }

    /** A client that receives the log as a standby does. */
    @Test
    void findsAStandbyThatLags() throws Exception {
        assertThat(verdicts(check(0, ""), "REPLICATION_LAG")).isEmpty();
        Properties properties = new Properties();
        PGProperty.USER.set(properties, "postgres");
        PGProperty.REPLICATION.set(properties, "true");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "15");
        PGProperty.APPLICATION_NAME.set(properties, "standby_of_a_test");
        LogSequenceNumber here = LogSequenceNumber.valueOf(query(url, "SELECT pg_current_wal_flush_lsn()"));
        try (Connection standby = DriverManager.getConnection(
                        "jdbc:" + url.replace("postgres://postgres@", "postgresql://"), properties);
                PGReplicationStream stream = standby.unwrap(PGConnection.class)
                        .getReplicationAPI()
                        .replicationStream()
                        .physical()
                        .withStartPosition(here)
                        .start()) {
            stream.readPending();

            String found =
                    verdicts(check(0, "--replication-lag 0"), "REPLICATION_LAG").toString();
            assertThat(found).contains("warn: standby_of_a_test", "behind (");
        }
    }

    @Test
    void findsARequiredProgramThatIsAbsentOrTooOld() throws IOException {
        requires("programs: [{name: sh, command: echo 1}, no-such-program, {name: tool, command: echo tool 1.4,"
                + " version: '>=2.0.0'}, {name: fails, command: 'false'}, {name: mute, command: 'true', version: 1.x},"
                + " {name: new, command: [sh, -c, 'echo v3.20.1-rc'], version: ^3.2.0}]");

        List<String> verdicts = verdicts(check(5, ""), "PROGRAMS");

        assertThat(verdicts.get(0)).isEqualTo("pass: sh is there | ");
        assertThat(verdicts.get(1)).contains("fail: no-such-program --version: there is no such program");
        assertThat(verdicts.get(2)).isEqualTo("fail: tool 1.4.0 | install a version in that range");
        assertThat(verdicts.get(3)).contains("fail: false: it failed with status 1");
        assertThat(verdicts.get(4)).contains("fail: true printed no version");
        assertThat(verdicts.get(5)).isEqualTo("pass: new 3.20.1 | ");
    }

    @Test
    void findsThatTheManifestNamesUnknownVersions() throws IOException {
        edit("releases.yml", "schema: 5\n    config: 1.1.0", "schema: 99\n    config: 1.1.7");
        JsonNode data = check(5, "");
        assertThat(verdicts(data, "MANIFEST_VERSIONS").toString())
                .contains("fail: releases.yml:15:14: no schema migration has version 99")
                .contains("no config migration has version 1.1.7");

        edit("releases.yml", "schema: 99\n    config: 1.1.7", "schema: 5\n    config: 1.1.0");
        edit("releases.yml", "schema: 7", "schema: 77");
        assertThat(verdicts(check(0, ""), "MANIFEST_VERSIONS").toString())
                .contains("warn: releases.yml:25:14: no schema migration has version 77");
    }

    @Test
    void findsAVariableThatIsNotSet() throws IOException {
        requires("environment: [JWT_SECRET, EMPTY, THERE]");
        environment.put("EMPTY", "");
        environment.put("THERE", "hush-hush");

        JsonNode data = check(5, "");

        assertThat(verdicts(data, "ENVIRONMENT").toString())
                .contains("fail: JWT_SECRET is not set", "fail: EMPTY is not set", "pass: THERE is set");
        assertThat(data.toString()).doesNotContain("hush-hush");
    }

    @Test
    void asksTheApplicationHowItIs() throws IOException {
        AtomicInteger status = new AtomicInteger(204);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        requires("health: 'http://127.0.0.1:${PORT}/health?token=geheim'");
        environment.put("PORT", Integer.toString(port));
        try {
            JsonNode well = check(0, "");
            assertThat(verdicts(well, "HEALTH").toString()).contains("pass: answered with status 204");
            assertThat(well.toString()).contains("/health answers").doesNotContain("geheim");
            status.set(503);
            assertThat(onlyFailure("HEALTH", "")).contains("status 503");
        } finally {
            server.stop(0);
        }
        assertThat(verdicts(check(0, ""), "HEALTH").toString()).contains("warn: did not answer (ConnectException)");
    }

    @Test
    void asksTheRedisServerForItsVersion() throws IOException {
        requires("redis: '>=3.0.0'");
        assertThat(verdicts(check(0, ""), "REDIS_VERSION").toString()).contains("warn: the project names no Redis");
        try (RedisServer redis = RedisServer.start(Files.createDirectory(file("redis")))) {
            edit(
                    "aicli.yml",
                    "releases: releases.yml",
                    "backup: {redis: '" + "redis://127.0.0.1:" + redis.port() + "'}");
            assertThat(verdicts(check(0, ""), "REDIS_VERSION").toString()).contains("pass: Redis ");
            edit("releases.yml", "redis: '>=3.0.0'", "redis: ^99.0.0");
            assertThat(onlyFailure("REDIS_VERSION", "")).contains("bring the server to such a version");
        }
        assertThat(verdicts(check(5, ""), "REDIS_VERSION").toString()).contains("cannot connect to the Redis server");
    }

    @Test
    void findsAMigrationThatFails() throws Exception {
        Files.writeString(
                file("migrations/postgresql/005_create_audit_log.up.sql"),
                "CREATE TABLE audit_log (id int);\nALTER TABLE users ADD CONSTRAINT none CHECK (id < 0);\n");
        execute("INSERT INTO users (email, display_name, password_hash) VALUES ('a@b.example', 'a', 'x')");

        assertThat(onlyFailure("SCHEMA_TRIAL", "")).contains("005_create_audit_log.up.sql:2:1", "none");
        assertThat(codes(check(0, "--no-trial"), "warn")).containsExactly("SCHEMA_TRIAL");
        assertThat(query(url, "SELECT to_regclass('audit_log')")).isNull();
    }

    @Test
    void warnsWhereThereIsNoWayBack() throws IOException {
        edit("releases.yml", "from: ^1.0.0", "from: ^1.0.0\n    irreversible: true");
        Files.delete(file("migrations/postgresql/005_create_audit_log.down.sql"));

        assertThat(verdicts(check(0, ""), "WAY_BACK").toString())
                .contains("warn: 1.1.0 cannot be taken back", "warn: no down script: 5 create audit log");
    }

    @Test
    void warnsWhereHistoryAndVersionsDiffer() {
        run(0, "release baseline --version 1.0.1");
        assertThat(verdicts(check(0, ""), "INSTALLED_RELEASE").toString()).contains("pass: 1.0.1: history says so");
        run(0, "migrate up --target-version 5 --no-backup");

        assertThat(verdicts(check(0, ""), "INSTALLED_RELEASE").toString())
                .contains("warn: 1.0.1", "the schema is at 5, and 1.0.1 works with 4");
    }

    @Test
    void changesNothing() throws Exception {
        String empty = PostgresServers.newDatabase();
        environment.put("AICLI_DATABASE_URL", empty);
        String before = contents();

        check(0, "");
        run(0, "check-compatibility --target-version 2.0.0");
        run(3, "check-compatibility --app-version 2.0.0");

        assertThat(query(empty, "SELECT count(*) FROM pg_class WHERE oid >= 16384 AND relnamespace <> 99"))
                .isEqualTo("0");
        assertThat(contents()).isEqualTo(before);
        environment.put("AICLI_DATABASE_URL", "sqlite:new.db");
        check(0, "");
        assertThat(contents()).isEqualTo(before);
        run(0, "migrate up --target-version 1.0.1 --no-backup");
        String sqlite = contents();
        check(0, "");
        assertThat(contents()).isEqualTo(sqlite);
    }

    /** Killed in the middle of the trial, as a person or a pipeline's time limit would. */
    @Test
    void changesNothingWhenItIsKilled() throws Exception {
        Files.writeString(
                file("migrations/postgresql/005_create_audit_log.up.sql"),
                "CREATE TABLE audit_log (id int);\nSELECT pg_sleep(100);\n");
        String before = contents();
        String rows = query(url, "SELECT count(*) FROM migration_history");
        Process process =
                PackagedProgram.start(directory, environment, "check-compatibility", "--target-version", "1.1.0");
        String sleeping = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE"
                + " 'SELECT pg_sleep%'";
        await().atMost(Duration.ofSeconds(60)).until(() -> query(url, sleeping).equals("1"));

        process.destroyForcibly().waitFor();
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'"
                + " AND datname = current_database()");
        await().atMost(Duration.ofSeconds(60)).until(() -> query(url, sleeping).equals("0"));

        assertThat(query(url, "SELECT to_regclass('audit_log')")).isNull();
        assertThat(query(url, "SELECT count(*) FROM migration_history")).isEqualTo(rows);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void leavesASqliteFileAloneWhenItIsKilled() throws Exception {
        environment.put("AICLI_DATABASE_URL", "sqlite:app.db");
        run(0, "migrate up --target-version 1.0.1 --no-backup");
        Files.writeString(
                file("migrations/sqlite/005_create_audit_log.up.sql"),
                "CREATE TABLE audit_log AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
                        + " 100000) SELECT i, hex(randomblob(200)) FROM n;\n"
                        + "SELECT count(*) FROM audit_log a, audit_log b WHERE a.i + b.i < 0;\n");
        String before = contents();
        Process process =
                PackagedProgram.start(directory, environment, "check-compatibility", "--target-version", "1.1.0");
        // The trial works on a copy: it has begun when the copy's journal is there, and nobody is kept from writing.
        await().atMost(Duration.ofSeconds(60)).until(CompatibilityIT::isTryingOnACopy);
        assertThat(isHeld()).isFalse();

        process.destroyForcibly().waitFor();

        assertThat(contents()).isEqualTo(before);
    }

    private static boolean isTryingOnACopy() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(temporary, "aicli-trial-*")) {
            for (Path copy : copies) {
                try (DirectoryStream<Path> journals = Files.newDirectoryStream(copy, "*-journal")) {
                    if (journals.iterator().hasNext()) {
                        return true;
                    }
                } catch (NoSuchFileException e) {
                    // One that has just ended.
                }
            }
            return false;
        }
    }

    private boolean isHeld() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file("app.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    @Test
    void writesJUnitXml() throws Exception {
        requires("environment: ['A_B']\n      programs: [{name: \"<&>\", command: no-such-program}]");

        run(5, "check-compatibility --target-version 1.1.0 --junit result.xml");

        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file("result.xml").toFile());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("testsuite");
        assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("2");
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("testcase").getLength())
                .isEqualTo(Integer.parseInt(document.getDocumentElement().getAttribute("tests")));
        assertThat(Files.readString(file("result.xml"))).contains("type=\"ENVIRONMENT\"", "&lt;&amp;&gt;");
    }

    @Test
    void tellsAContainerWhetherItMayStart() throws Exception {
        run(0, "config up --target-version 1.0.0 --no-backup");
        assertThat(json(0, "check-compatibility --app-version 1.0.1")
                        .get("state")
                        .asText())
                .isEqualTo("ok");
        assertThat(json(3, "check-compatibility --app-version 1.1.0 --wait 300ms")
                        .get("state")
                        .asText())
                .isEqualTo("behind");
        JsonNode ahead = json(0, "check-compatibility --app-version 1.0.0");
        assertThat(ahead.get("state").asText()).isEqualTo("ahead-but-compatible");
        assertThat(ahead.get("reason").asText()).contains("1.0.1 is installed, and breaks nothing for 1.0.0");

        run(0, "migrate up --target-version 2.0.0 --no-backup");
        run(0, "config up --target-version 2.0.0 --no-backup");
        JsonNode broken = json(5, "check-compatibility --app-version 1.0.1 --wait 60s");
        assertThat(broken.get("state").asText()).isEqualTo("incompatible");
        assertThat(broken.get("reason").asText()).contains("1.1.0 breaks older releases");
        assertThat(broken.get("mayStart").asBoolean()).isFalse();
    }

    /** The manifest in an older application's container does not know newer releases. */
    @Test
    void tellsAnOlderContainerByTheVersionAlone() throws Exception {
        run(0, "release baseline --version 1.0.1");
        Files.writeString(file("releases.yml"), "releases: [{version: 1.0.0, schema: 3, config: 1.0.0}]\n");
        assertThat(json(0, "check-compatibility --app-version 1.0.0")
                        .get("state")
                        .asText())
                .isEqualTo("ahead-but-compatible");

        Files.writeString(file("releases.yml"), "releases: [{version: 0.9.0, schema: 3, config: 1.0.0}]\n");
        JsonNode other = json(5, "check-compatibility --app-version 0.9.0");
        assertThat(other.get("reason").asText()).contains("1.0.1 is not in releases.yml");
    }

    @Test
    void letsAContainerWaitForTheMigration() throws Exception {
        Thread migration = new Thread(() -> {
            run(0, "config up --target-version 1.1.0 --no-backup");
            run(0, "migrate up --target-version 1.1.0 --no-backup");
        });
        migration.start();

        assertThat(json(0, "check-compatibility --app-version 1.1.0 --wait 60s")
                        .get("state")
                        .asText())
                .isEqualTo("ok");
        migration.join();
    }

    @Test
    void refusesOptionsThatDoNotGoTogether() {
        assertThat(run(2, "check-compatibility").error()).contains("a release is missing");
        assertThat(run(2, "check-compatibility --target-version 1.1.0 --app-version 1.1.0")
                        .error())
                .contains("exclude each other");
        run(2, "check-compatibility --app-version 1.1.0 --strict");
        run(2, "check-compatibility --target-version 1.1.0 --long-transaction soon");
        assertThat(run(2, "check-compatibility --target-version 9.0.0").error()).contains("there is no release 9.0.0");
        environment.put("AICLI_DATABASE_URL", "postgres://postgres@127.0.0.1:1/none");
        run(9, "check-compatibility --target-version 1.1.0");
        run(9, "check-compatibility --app-version 1.1.0 --wait 300ms");
    }
}
