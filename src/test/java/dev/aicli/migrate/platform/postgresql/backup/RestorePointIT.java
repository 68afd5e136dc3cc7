package dev.aicli.migrate.platform.postgresql.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aicli.migrate.backup.Backups;
import dev.aicli.migrate.backup.RestoreOptions;
import dev.aicli.migrate.backup.Runbook;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import dev.aicli.migrate.testing.PostgresServer;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restore points on real servers that archive their write-ahead log, or do not. */
class RestorePointIT {
    @TempDir
    Path root;

    private Backups backups;

    @BeforeEach
    void aFolderOfBackups() {
        backups = new Backups(root.resolve("backups"));
    }

    private static PostgresServer archiving(String command) {
        return PostgresServer.start(
                PostgresServers.DEFAULT_VERSION, Map.of("archive_mode", "on", "archive_command", command));
    }

    private SchemaProject project(PostgresServer server) {
        return new SchemaProject(root, "postgres://postgres@127.0.0.1:" + server.port() + "/postgres");
    }

    private static RestorePoint source(SchemaProject project) {
        return new RestorePoint((PostgreSqlDatabase) project.database(), Duration.ofSeconds(30));
    }

    @Test
    void aPointIsNamedAndInTheArchiveAndThePersonIsToldTheWayBack() {
        try (PostgresServer server = archiving("true")) {
            SchemaProject project = project(server);

            StoredBackup made = backups.make(source(project));

            Map<String, String> facts =
                    made.manifest().orElseThrow().parts().get(0).facts();
            assertThat(facts)
                    .containsEntry("name", "aicli-" + made.id())
                    .containsEntry("timeline", "1")
                    .containsKeys("lsn", "serverVersion");
            assertThat(project.query(
                            "SELECT last_archived_wal >= '" + facts.get("walFile") + "' FROM pg_stat_archiver"))
                    .isEqualTo("t");
            assertThat(String.join("\n", Runbook.of(made).orElseThrow()))
                    .contains("recovery_target_name = 'aicli-" + made.id() + "'")
                    .contains("recovery_target_timeline = '1'");
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> backups.restore(project, made, RestoreOptions.DEFAULT, source(project)))
                    .withMessageContaining("aicli-web does not go back to it itself");
            assertThat(backups.store().list()).hasSize(1);
        }
    }

    @Test
    void aServerWhoseArchivingFailsIsRefused() {
        try (PostgresServer server = archiving("false")) {
            SchemaProject project = project(server);

            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatExceptionOfType(BackupException.class)
                        .isThrownBy(() -> backups.make(source(project)))
                        .withMessageContaining("archiving fails; it last failed for WAL file 0000000");
            }
            assertThat(backups.contents()).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotArchiveIsRefused() {
        SchemaProject project = new SchemaProject(root, PostgresServers.newDatabase());

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backups.make(source(project)))
                .withMessageContaining("archive_mode is off")
                .satisfies(
                        refusal -> assertThat(refusal.nextStep().orElseThrow()).contains("archive_command"));
        try (PostgresServer minimal = PostgresServer.start(
                PostgresServers.DEFAULT_VERSION, Map.of("wal_level", "minimal", "max_wal_senders", "0"))) {
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> backups.make(source(project(minimal))))
                    .withMessageContaining("wal_level is minimal");
        }
    }

    @Test
    void aRoleIsToldWhichRightsItNeeds() {
        try (PostgresServer server = archiving("true")) {
            project(server).execute("CREATE ROLE plain LOGIN");
            SchemaProject plain = new SchemaProject(root, "postgres://plain@127.0.0.1:" + server.port() + "/postgres");

            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> backups.make(source(plain)))
                    .satisfies(refusal -> assertThat(refusal.nextStep().orElseThrow())
                            .contains("GRANT EXECUTE ON FUNCTION pg_create_restore_point(text), pg_switch_wal()"));
            project(server)
                    .execute("GRANT EXECUTE ON FUNCTION pg_create_restore_point(text), pg_switch_wal() TO plain");
            assertThat(backups.faults(backups.make(source(plain)))).isEqualTo(List.of());
        }
    }
}
