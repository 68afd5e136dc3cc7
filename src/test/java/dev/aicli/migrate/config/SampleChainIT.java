package dev.aicli.migrate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.testing.ConfigProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample migrations of the repository, on copies of its sample files. */
class SampleChainIT {
    @TempDir
    private Path root;

    private ConfigProject project;

    @BeforeEach
    void copyTheExamples() throws IOException {
        project = new ConfigProject(root).files("config.yml", ".env");
        Files.copy(Path.of("examples/config.yml"), root.resolve("config.yml"));
        Files.copy(Path.of("examples/.env"), root.resolve(".env"));
        try (Stream<Path> migrations = Files.list(Path.of("config-migrations"))) {
            for (Path migration : migrations.toList()) {
                project.migration(migration.getFileName().toString(), Files.readString(migration));
            }
        }
    }

    @Test
    void upStructuresTheSettings() {
        RunReport report = project.up();

        assertThat(report.results()).hasSize(4);
        assertThat(project.text("config.yml"))
                .contains("version: 2.0.0            # the version of this file's layout; kept by aicli-web")
                .contains("host: db.internal", "password: ${DB_PASSWORD}", "ssl_mode: require")
                .contains("secret_key: ${JWT_SECRET_KEY}")
                .doesNotContain("database_url", "log_level:", "jwt_secret:");
        assertThat(project.text(".env"))
                .contains("CONFIG_VERSION=2.0.0", "DATABASE_HOST=db.internal", "DATABASE_SSL_MODE=require")
                .contains("REDIS_HOST=cache.internal", "LOGGING_LEVEL=info")
                .contains("JWT_SECRET_KEY='change-me-in-production-1234567890'")
                .containsPattern("CSRF_SECRET=[0-9a-f]{64}")
                .contains("COLOUR=#ff8800\nGREETING=\"hello\\nworld\"\nPRICE='${AMOUNT}'\nNOTE='it\\'s fine'\n")
                .doesNotContain("DATABASE_URL", "REDIS_URL");
    }

    @Test
    void downGivesTheVeryBytesBack() {
        byte[] yaml = project.bytes("config.yml");
        byte[] env = project.bytes(".env");

        project.up();
        project.run(new Goal.DownTo(SemanticVersion.of("1.0.0")));

        assertThat(project.bytes("config.yml")).isEqualTo(yaml);
        assertThat(project.bytes(".env")).isEqualTo(env);
        assertThat(project.recorded("config.yml"))
                .containsExactly("baseline 1.0.0", "up 1.1.0", "up 2.0.0", "down 2.0.0", "down 1.1.0");
    }

    @Test
    void editsSurviveTheWayDownAndUpAgain() {
        project.up();
        String edited = project.text("config.yml")
                .replace("host: db.internal", "host: db.elsewhere   # moved by hand")
                .replace("format: json", "format: text");
        project.file("config.yml", edited);
        project.file(".env", project.text(".env").replace("DATABASE_PORT=5432", "DATABASE_PORT=6543"));

        project.down(1);
        project.down(1);
        assertThat(project.text("config.yml")).contains("db.elsewhere");
        assertThat(project.text(".env")).contains("6543");
        project.up();

        assertThat(project.text("config.yml")).contains("host: db.elsewhere", "# moved by hand", "format: text");
        assertThat(project.text(".env")).containsPattern("DATABASE_PORT=\"?6543");
    }

    @Test
    void aSecondUpChangesNothing() {
        project.up();
        byte[] yaml = project.bytes("config.yml");

        assertThat(project.up().nothingToDo()).isTrue();
        assertThat(project.bytes("config.yml")).isEqualTo(yaml);
    }

    @Test
    void downWorksWithoutTheMigrationFiles() throws IOException {
        byte[] yaml = project.bytes("config.yml");
        byte[] env = project.bytes(".env");
        project.up();
        deleteMigrations();

        project.down(2);

        assertThat(project.bytes("config.yml")).isEqualTo(yaml);
        assertThat(project.bytes(".env")).isEqualTo(env);
    }

    @Test
    void noSecretIsInHistoryOrInWhatIsShown() throws IOException {
        project.up();
        List<String> secrets = List.of("pa55-w0rd", "r3d1s-pass", "change-me-in-production-1234567890");
        byte[] database = Files.readAllBytes(root.resolve("history.db"));

        assertThat(new String(database, StandardCharsets.ISO_8859_1)).doesNotContain(secrets);
        try (Stream<Path> kept = Files.walk(project.state())) {
            assertThat(kept.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(Files.getPosixFilePermissions(path))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
        assertThat(Files.getPosixFilePermissions(project.state()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    private void deleteMigrations() throws IOException {
        try (Stream<Path> migrations = Files.list(root.resolve("config-migrations"))) {
            migrations.forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
