package dev.aicli.migrate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.testing.RedisServer;
import dev.aicli.migrate.testing.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots of real Redis servers, which load them again. */
class RedisSnapshotIT {
    @TempDir
    Path root;

    private Path server;
    private Backups backups;

    @BeforeEach
    void folders() throws IOException {
        server = Files.createDirectory(root.resolve("redis"));
        backups = new Backups(root.resolve("backups"));
    }

    private RedisUrl url(String text) {
        return RedisUrl.parse(text, root);
    }

    private static Part part(StoredBackup backup) {
        return backup.manifest().orElseThrow().parts().get(0);
    }

    @Test
    void whatASnapshotHoldsIsWhatAServerLoads() throws IOException {
        StoredBackup made;
        try (RedisServer redis = RedisServer.start(server)) {
            redis.ask("EVAL \"for i = 1, 50000 do redis.call('SET', 'session' .. i, string.rep(i, 40)) end\" 0");
            redis.ask("SET greeting hello");

            made = backups.make(new RedisSnapshot(url("redis://127.0.0.1:" + redis.port())));

            assertThat(part(made).kind()).isEqualTo(Part.Kind.REDIS);
            assertThat(part(made).facts()).containsKeys("serverVersion", "rdbVersion", "madeAt");
            assertThat(redis.ask("GET greeting")).isEqualTo("hello");
        }
        assertThat(backups.faults(made)).isEmpty();
        Path other = Files.createDirectory(root.resolve("other"));
        Files.copy(made.folder().resolve(RedisSnapshot.FILE), other.resolve("dump.rdb"));
        try (RedisServer restored = RedisServer.start(other)) {
            assertThat(restored.ask("DBSIZE")).isEqualTo(":50001");
            assertThat(restored.ask("GET greeting")).isEqualTo("hello");
        }
    }

    @Test
    void eachSnapshotIsANewOne() throws IOException {
        try (RedisServer redis = RedisServer.start(server)) {
            RedisSnapshot source = new RedisSnapshot(url("redis://127.0.0.1:" + redis.port()));
            for (String value : new String[] {"first", "second", "third"}) {
                redis.ask("SET key " + value);

                StoredBackup made = backups.make(source);

                assertThat(Files.readString(made.folder().resolve(RedisSnapshot.FILE), StandardCharsets.ISO_8859_1))
                        .contains(value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no"})
    void aServerThatSendsSnapshotsWithoutAFileOfItsOwnWillDo(String diskless) {
        try (RedisServer redis = RedisServer.start(server, "--repl-diskless-sync", diskless)) {
            redis.ask("SET a b");

            StoredBackup made = backups.make(new RedisSnapshot(url("redis://127.0.0.1:" + redis.port())));

            assertThat(backups.faults(made)).isEmpty();
        }
    }

    @Test
    void aUserNeedsFewRightsAndIsToldWhich() {
        try (RedisServer redis = RedisServer.start(server)) {
            redis.ask("ACL SETUSER saver on >s3cret@word +info +time +sync +replconf");
            redis.ask("ACL SETUSER looker on >s3cret@word +info");
            redis.ask("SET a b");
            String at = "@127.0.0.1:" + redis.port();

            StoredBackup made = backups.make(new RedisSnapshot(url("redis://saver:s3cret%40word" + at)));

            assertThat(part(made).source()).isEqualTo("redis://saver" + at);
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> backups.make(new RedisSnapshot(url("redis://looker:s3cret%40word" + at))))
                    .withMessageContaining("NOPERM")
                    .satisfies(refusal -> assertThat(refusal.nextStep().orElseThrow())
                            .contains("ACL SETUSER looker +info +time +sync +replconf"));
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> backups.make(new RedisSnapshot(url("redis://saver:wr0ng-password" + at))))
                    .withMessageContaining("WRONGPASS")
                    .satisfies(failure ->
                            assertThat(failure.toString() + failure.nextStep()).doesNotContain("wr0ng-password"));
        }
        assertThat(backups.store().list()).hasSize(1);
    }

    @Test
    void aPasswordWithoutAUserIsTheServersOwn() {
        try (RedisServer redis = RedisServer.start(server, "--requirepass", "s3cret-word")) {
            StoredBackup made =
                    backups.make(new RedisSnapshot(url("redis://:s3cret-word@127.0.0.1:" + redis.port() + "/3")));

            assertThat(part(made).source()).isEqualTo("redis://127.0.0.1:" + redis.port());
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> backups.make(new RedisSnapshot(url("redis://127.0.0.1:" + redis.port()))))
                    .withMessageContaining("NOAUTH");
        }
    }

    @Test
    void withTlsTheServersCertificateIsChecked() throws Exception {
        ServerCertificate certificate = ServerCertificate.create(server, "127.0.0.1");
        ServerCertificate other = ServerCertificate.create(Files.createDirectory(root.resolve("o")), "10.0.0.1");
        try (RedisServer plain = RedisServer.start(
                Files.createDirectory(server.resolve("tls")),
                "--port",
                "0",
                "--tls-port",
                Integer.toString(16379 + (int) (ProcessHandle.current().pid() % 10_000)),
                "--tls-cert-file",
                certificate.certificate().toString(),
                "--tls-key-file",
                certificate.key().toString(),
                "--tls-auth-clients",
                "no")) {
            String address = "rediss://127.0.0.1:"
                    + (16379 + (int) (ProcessHandle.current().pid() % 10_000));

            StoredBackup made = backups.make(new RedisSnapshot(url(address + "?sslrootcert=redis/certificate.pem")));

            assertThat(backups.faults(made)).isEmpty();
            for (String refused : new String[] {
                address,
                address + "?sslrootcert=" + other.certificate(),
                address.replace("127.0.0.1", "localhost") + "?sslrootcert=redis/certificate.pem"
            }) {
                assertThatExceptionOfType(BackupException.class)
                        .as(refused)
                        .isThrownBy(() -> backups.make(new RedisSnapshot(url(refused))))
                        .withMessageContaining("cannot connect to the Redis server rediss://");
            }
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups.make(new RedisSnapshot(url("redis://u:passw0rd-x@127.0.0.1:1"))))
                .withMessageStartingWith("cannot connect to the Redis server redis://u@127.0.0.1:1: ")
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("passw0rd"));
        assertThat(backups.contents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "+OK\r\n",
                ":\r\n",
                "*0\r\n",
                "*-1\r\n",
                "*99999999999999999999\r\n",
                "*2\r\n*2\r\n",
                "$-1\r\n",
                "$999999999\r\n",
                "$5\r\nredis_version:9\r\n",
                "$4\r\nred",
                "\r\n",
                "",
                "-ERR unknown command 'INFO'\r\n",
                "-"
            })
    void whatSpeaksOtherwiseThanRedisIsRefused(String answer) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket client = other.accept()) {
                    client.getInputStream().read(new byte[512]);
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            thread.start();

            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(new RedisSnapshot(url("redis://127.0.0.1:" + other.getLocalPort()))::serverVersion)
                    .withMessageContaining("the Redis server redis://127.0.0.1:" + other.getLocalPort());
        }
    }

    @Test
    void aServerThatCannotSaveIsHeardOut() throws IOException {
        try (RedisServer redis = RedisServer.start(server)) {
            // A folder where the file is to be: the server cannot put it in its place.
            Files.createDirectory(server.resolve("dump.rdb"));
            Files.createFile(server.resolve("dump.rdb").resolve("x"));
            redis.ask("SET a b");

            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> backups.make(new RedisSnapshot(url("redis://127.0.0.1:" + redis.port()))))
                    .withMessageContaining("the server closed the connection");
        }
        assertThat(backups.contents()).isEmpty();
    }

    @Test
    void aFlippedByteIsFoundTwice() throws IOException {
        StoredBackup made;
        try (RedisServer redis = RedisServer.start(server)) {
            redis.ask("SET key value");
            made = backups.make(new RedisSnapshot(url("redis://127.0.0.1:" + redis.port())));
        }
        Path file = made.folder().resolve(RedisSnapshot.FILE);

        Backups.flipByte(file);

        assertThat(backups.faults(made)).containsExactly("part redis: redis.rdb was changed: its checksum is another");
        assertThat(RedisSnapshot.fault(file)).contains("redis.rdb does not fit its own checksum");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
        assertThat(RedisSnapshot.fault(file)).isPresent();
    }

    @Test
    void theChecksumIsThatOfRedis() {
        byte[] text = "123456789".getBytes(StandardCharsets.US_ASCII);

        assertThat(Long.toHexString(RdbFile.update(0, text, text.length))).isEqualTo("e9c6d914c4b8d9ca");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h",
                "redis:/",
                "redis://u:pass word-1@h",
                "redis://h?x=1",
                "redis://h:port",
                "rediss://h?sslrootcert=a&password-1",
                "password-1"
            })
    void whatIsNoUrlIsRefusedWithoutBeingQuoted(String text) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> url(text))
                .withMessage("backup.redis is no URL of a Redis server")
                .withNoCause();
    }
}
