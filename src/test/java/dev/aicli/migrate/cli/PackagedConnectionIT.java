package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aicli.migrate.testing.CertificateAuthority;
import dev.aicli.migrate.testing.PostgresServer;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.ServerCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The built program on servers that want TLS and passwords, and in surroundings with another language, time zone and
 * encoding: what a native binary may have left out.
 */
class PackagedConnectionIT {
    private static final String PASSWORD = "r1ght pass:w@rd%";

    private static Path serverFolder;
    private static CertificateAuthority authority;
    private static CertificateAuthority another;
    private static PostgresServer server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void aServerWithACertificateThatWantsTlsAndPasswords() throws Exception {
        serverFolder = PostgresServer.folderForServer();
        authority = CertificateAuthority.create(serverFolder, "authority");
        another = CertificateAuthority.create(serverFolder, "another");
        ServerCertificate certificate = authority.certify("localhost");
        Path access = Files.writeString(
                serverFolder.resolve("access.conf"),
                "hostssl all app 127.0.0.1/32 scram-sha-256\nhost all postgres 127.0.0.1/32 trust\n");
        PostgresServer.giveToServer(serverFolder);
        server = PostgresServer.start(
                PostgresServers.DEFAULT_VERSION,
                Map.of(
                        "ssl",
                        "on",
                        "ssl_cert_file",
                        certificate.certificate().toString(),
                        "ssl_key_file",
                        certificate.key().toString(),
                        "password_encryption",
                        "scram-sha-256",
                        "hba_file",
                        access.toString()));
        execute("CREATE ROLE app LOGIN PASSWORD '" + PASSWORD + "'");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        PostgresServer.deleteFolder(serverFolder);
    }

    @BeforeEach
    void anEmptyDatabaseAndAMigration() throws Exception {
        execute("DROP DATABASE IF EXISTS app");
        execute("CREATE DATABASE app OWNER app");
        migration("001_seen", "CREATE TABLE seen (what text);\nINSERT INTO seen VALUES ('Grüße, İstanbul 漢字 🚀');");
    }

    private void migration(String name, String up) throws Exception {
        Path folder = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(folder.resolve(name + ".up.sql"), up + "\n");
        Files.writeString(folder.resolve(name + ".down.sql"), "DROP TABLE seen;\n");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String sql) throws SQLException {
        return query(server.jdbcUrl("app"), sql);
    }

    private static String query(String jdbcUrl, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static String url(String host, CertificateAuthority trusted) {
        return "postgres://app@" + host + ":" + server.port() + "/app?sslmode=verify-full&sslrootcert="
                + trusted.root();
    }

    private PackagedProgram.Result run(String url, String password, String... arguments) throws Exception {
        return PackagedProgram.run(directory, Map.of("AICLI_DATABASE_URL", url, "PGPASSWORD", password), arguments);
    }

    @Test
    void aServerIsTrustedByItsCertificateAndAUserByThePassword() throws Exception {
        migration("002_session", "CREATE TABLE session AS SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid();");

        PackagedProgram.Result up = run(url("localhost", authority), PASSWORD, "migrate", "up", "--no-backup");
        PackagedProgram.Result backup = run(url("localhost", authority), PASSWORD, "backup", "create");

        assertThat(up.exitCode()).as(up.error()).isZero();
        assertThat(query("SELECT ssl FROM session")).isEqualTo("t");
        assertThat(backup.exitCode()).as(backup.error()).isZero();
        assertThat(up.error()).isEmpty();
    }

    @Test
    void aServerByAnotherNameIsRefused() throws Exception {
        PackagedProgram.Result result = run(url("127.0.0.1", authority), PASSWORD, "migrate", "up");

        assertThat(result.exitCode()).as(result.error()).isEqualTo(9);
        assertThat(result.error()).contains("127.0.0.1", "could not be verified", "next:");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
        PackagedProgram.Result result = run(url("localhost", another), PASSWORD, "migrate", "up");

        assertThat(result.exitCode()).as(result.error()).isEqualTo(9);
        assertThat(result.error()).contains("certificat", "next:");
    }

    @Test
    void aServerThatWantsTlsRefusesAnythingElse() throws Exception {
        String plain = "postgres://app@127.0.0.1:" + server.port() + "/app?sslmode=disable";

        PackagedProgram.Result result = run(plain, PASSWORD, "migrate", "up");

        assertThat(result.exitCode()).as(result.error()).isEqualTo(9);
        assertThat(result.error()).contains("pg_hba.conf");
    }

    @Test
    void aWrongPasswordIsRefusedAndNotShown() throws Exception {
        PackagedProgram.Result result = run(url("localhost", authority), "wr0ng-pass", "migrate", "up");

        assertThat(result.exitCode()).as(result.error()).isEqualTo(9);
        assertThat(result.error())
                .contains("password authentication failed", "check user and password")
                .doesNotContain("wr0ng-pass");
    }

    /** As libpq has it: a container's user often has no home in the system's list, or another one. */
    @Test
    void passwordsComeFromTheHomeThatTheEnvironmentNames() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Path passwords =
                Files.writeString(home.resolve(".pgpass"), "*:*:app:app:" + PASSWORD.replace(":", "\\:") + "\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));

        PackagedProgram.Result up = PackagedProgram.run(
                directory,
                Map.of("AICLI_DATABASE_URL", url("localhost", authority), "HOME", home.toString()),
                "migrate",
                "up",
                "--no-backup");

        assertThat(up.exitCode()).as(up.error()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"C, Asia/Kathmandu, tr", "C.UTF-8, America/St_Johns, ar", "POSIX, Pacific/Apia, th"})
    void languageTimeZoneAndEncodingAroundItChangeNothing(String locale, String zone, String language)
            throws Exception {
        Instant before = Instant.now();
        Map<String, String> surroundings = Map.of(
                "AICLI_DATABASE_URL",
                url("localhost", authority),
                "PGPASSWORD",
                PASSWORD,
                "LANG",
                locale,
                "LC_ALL",
                locale,
                "TZ",
                zone);
        List<String> options = List.of("-Duser.language=" + language);

        PackagedProgram.Result up =
                PackagedProgram.run(options, directory, surroundings, "migrate", "up", "--no-backup");
        PackagedProgram.Result list =
                PackagedProgram.run(options, directory, surroundings, "migrate", "list", "--output", "json");
        migration("002_bad", "INSERT INTO missing VALUES ('Grüße');");
        PackagedProgram.Result bad =
                PackagedProgram.run(options, directory, surroundings, "migrate", "up", "--no-backup");

        assertThat(up.exitCode()).as(up.error()).isZero();
        assertThat(query("SELECT what FROM seen")).isEqualTo("Grüße, İstanbul 漢字 🚀");
        JsonNode applied = JsonSchemas.parse(list.output()).at("/data/migrations/0");
        assertThat(applied.at("/state").asText()).isEqualTo("applied");
        assertThat(Instant.parse(applied.at("/appliedAt").asText()))
                .isBetween(before.minus(Duration.ofSeconds(5)), Instant.now().plus(Duration.ofSeconds(5)));
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.error()).contains("INSERT INTO missing VALUES ('Grüße')", "42P01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "ar"})
    void theEmbeddedDatabaseDoesNotMindEither(String language) throws Exception {
        Path file = directory.resolve("app.db");
        Map<String, String> surroundings =
                Map.of("AICLI_DATABASE_URL", "sqlite:" + file, "LANG", "C", "LC_ALL", "C", "TZ", "Asia/Kathmandu");
        List<String> options = List.of("-Duser.language=" + language);

        PackagedProgram.Result up = PackagedProgram.run(options, directory, surroundings, "migrate", "up");
        PackagedProgram.Result verified = PackagedProgram.run(options, directory, surroundings, "history", "verify");

        assertThat(up.exitCode()).as(up.error()).isZero();
        assertThat(verified.exitCode()).as(verified.error()).isZero();
        assertThat(query("jdbc:sqlite:" + file, "SELECT what FROM seen")).isEqualTo("Grüße, İstanbul 漢字 🚀");
    }
}
