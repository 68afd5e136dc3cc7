package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.cli.PackagedProgram.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program runs where an application lives: nothing that configures the application configures us. */
class ForeignConfigurationIT {
    @TempDir
    Path workingDirectory;

    @Test
    void aDotenvFileThatIsNoPropertiesFileIsNotRead() throws Exception {
        Files.writeString(workingDirectory.resolve(".env"), "WINHOME=C:\\users\\me\n");

        assertThat(version(Map.of())).isEqualTo(versionElsewhere());
    }

    @Test
    void aDotenvFileDoesNotConfigureTheProgram() throws Exception {
        Files.writeString(workingDirectory.resolve(".env"), """
                QUARKUS_LOG_LEVEL=${X}
                QUARKUS_LOG_CONSOLE_LEVEL=TRACE
                """);

        assertThat(version(Map.of())).isEqualTo(versionElsewhere());
    }

    @Test
    void migrationsRunWhereTheDotenvFileIsNoPropertiesFile() throws Exception {
        Files.writeString(workingDirectory.resolve(".env"), "WINHOME=C:\\users\\me\nQUARKUS_LOG_LEVEL=${X}\n");
        Files.writeString(workingDirectory.resolve("aicli.yml"), "database: {url: 'sqlite:app.db'}\n");
        Path migrations = Files.createDirectory(workingDirectory.resolve("migrations"));
        Files.writeString(migrations.resolve("1_users.up.sql"), "CREATE TABLE users (id INTEGER);");

        Result result = PackagedProgram.run(workingDirectory, Map.of(), "migrate", "up");

        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(result.error()).isEmpty();
    }

    @Test
    void propertiesOfTheApplicationDoNotConfigureTheProgram() throws Exception {
        Path config = Files.createDirectory(workingDirectory.resolve("config"));
        Files.writeString(
                config.resolve("application.properties"), "quarkus.log.level=TRACE\nquarkus.banner.enabled=${X}");
        Files.writeString(config.resolve("application.yaml"), "quarkus: [");

        assertThat(version(Map.of())).isEqualTo(versionElsewhere());
    }

    @Test
    void theEnvironmentOfTheApplicationDoesNotConfigureTheProgram() throws Exception {
        assertThat(version(Map.of(
                        "QUARKUS_LOG_LEVEL", "${X}",
                        "QUARKUS_PROFILE", "dev",
                        "QUARKUS_CONFIG_LOCATIONS", "/nowhere/application.properties",
                        "SMALLRYE_CONFIG_LOCATIONS", "/nowhere/application.properties")))
                .isEqualTo(versionElsewhere());
    }

    private Result version(Map<String, String> environment) throws IOException, InterruptedException {
        Result result = PackagedProgram.run(workingDirectory, environment, "--version");
        assertThat(result.exitCode()).as(result.error()).isZero();
        return result;
    }

    private static Result versionElsewhere() throws IOException, InterruptedException {
        return PackagedProgram.run(Path.of("target"), Map.of(), "--version");
    }
}
