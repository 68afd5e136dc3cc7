package dev.aicli.migrate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.platform.postgresql.backup.PostgreSqlDump;
import dev.aicli.migrate.testing.PostgresServer;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a server that asks for passwords (SCRAM). */
class PostgreSqlPasswordIT {
    private static final String PASSWORD = "r1ght pass:w@rd%";
    private static final String ENCODED = "r1ght%20pass%3Aw%40rd%25";

    private static PostgresServer server;
    private static Path access;

    @TempDir
    Path root;

    private SchemaProject admin;
    private Backups backups;

    @BeforeAll
    static void aServerThatTrustsOnlyItsSuperuser() throws IOException {
        access = Files.createTempFile("aicli-web-access", ".conf");
        Files.writeString(access, "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
        Files.setPosixFilePermissions(access, PosixFilePermissions.fromString("rw-r--r--"));
        server = PostgresServer.start(PostgresServers.DEFAULT_VERSION, Map.of("hba_file", access.toString()));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        Files.delete(access);
    }

    @BeforeEach
    void aRoleWithAPassword() {
        backups = new Backups(root.resolve("backups"));
        admin = new SchemaProject(root, url("postgres", "postgres"));
        admin.execute("DROP DATABASE IF EXISTS app");
        admin.execute("DROP ROLE IF EXISTS app");
        admin.execute("CREATE ROLE app LOGIN CREATEDB PASSWORD '" + PASSWORD + "'");
        admin.execute("CREATE DATABASE app OWNER app");
    }

    private static String url(String login, String database) {
        return "postgres://" + login + "@127.0.0.1:" + server.port() + "/" + database;
    }

    @Test
    void thePasswordReachesEveryProgram() {
        SchemaProject project = new SchemaProject(root, url("app:" + ENCODED, "app"))
                .file("1_t.up.sql", "CREATE TABLE t (x int); INSERT INTO t VALUES (1);");
        project.up();
        PostgreSqlDump source = Backups.dump(project, DumpOptions.DEFAULT);

        StoredBackup made = backups.make(project, source);
        project.execute("DELETE FROM t");
        backups.restore(project, made, RestoreOptions.DEFAULT, source);

        assertThat(project.query("SELECT x FROM t")).isEqualTo("1");
        assertThat(new RestoreTrial(backups.store(), Backups.tools(), backups.cancellation())
                        .inScratch(made, project.database())
                        .differences())
                .isEmpty();
    }

    @Test
    void aWrongPasswordIsToldWithoutBeingShown() {
        SchemaProject stranger = new SchemaProject(root, url("app:wr0ng-password", "app"));

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> backups.make(Backups.dump(stranger, DumpOptions.DEFAULT)))
                .withMessageContaining("password authentication failed for user \"app\"")
                .withMessageNotContaining("wr0ng")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE));
        assertThat(backups.contents()).isEmpty();
    }

    @Test
    void aPasswordThatIsChangedBetweenOurLookAndTheDumpIsABackupThatFailed() throws IOException {
        SchemaProject project = new SchemaProject(root, url("app:" + ENCODED, "app"));
        Path folder = Files.createDirectory(root.resolve("programs"));
        Path slow = folder.resolve("pg_dump");
        Files.writeString(
                slow,
                "#!/bin/sh\n[ \"$1\" = --version ] && exec pg_dump --version\n"
                        + "psql -qh 127.0.0.1 -p " + server.port()
                        + " -U postgres -c \"ALTER ROLE app PASSWORD 'other'\" postgres\nexec pg_dump \"$@\"\n");
        Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwx------"));
        ProgramFolders programs = new ProgramFolders(List.of(folder), List.of());

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups.make(Backups.dump(project, programs, DumpOptions.DEFAULT)))
                .withMessageContaining("pg_dump failed with status 1")
                .withMessageContaining("password authentication failed")
                .withMessageNotContaining("r1ght")
                .satisfies(failure -> assertThat(failure.nextStep()).isPresent());
        assertThat(backups.contents()).isEmpty();
    }
}
