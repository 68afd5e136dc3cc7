package dev.aicli.migrate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.NumericVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AicliMigrateTest {
    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private AicliMigrate project() throws IOException {
        write("aicli.yml", "database: {url: 'sqlite:app.db'}\nconfig: {files: [config.yml]}\n");
        write("config.yml", "version: 0.9.0\na: 1\n");
        write("config-migrations/1.0.0_b.yml", "version: 1.0.0\ndescription: b\nup:\n  - add: {at: b, value: 2}\n");
        write("migrations/001_t.up.sql", "CREATE TABLE t (id INTEGER);\n");
        write("migrations/001_t.down.sql", "DROP TABLE t;\n");
        write("migrations/002_u.up.sql", "CREATE TABLE u (id INTEGER);\n");
        write("migrations/002_u.down.sql", "DROP TABLE u;\n");
        return AicliMigrate.open(folder, Map.of());
    }

    @Test
    void bothTracksGoUpAndDown() throws IOException {
        AicliMigrate project = project();

        RunReport up = project.schema().up();
        project.config().up();

        assertThat(up.results()).hasSize(2);
        assertThat(up.stamp().backupId()).isPresent();
        assertThat(project.schemaStatus().state().head()).isEqualTo(Optional.of(NumericVersion.of("2")));
        assertThat(folder.resolve("config.yml")).content().contains("b: 2");

        project.schema().down();
        project.config().down();

        assertThat(project.schemaStatus().state().head()).isEqualTo(Optional.of(NumericVersion.of("1")));
        assertThat(folder.resolve("config.yml")).content().isEqualTo("version: 0.9.0\na: 1\n");
        assertThat(project.schema().up().results()).hasSize(1);
        assertThat(project.schema().up().nothingToDo()).isTrue();
    }

    @Test
    void whatFailsIsThrownWithItsPlace() throws IOException {
        AicliMigrate project = project();
        write("migrations/003_bad.up.sql", "\nCREATE TABLE t (id INTEGER);\n");

        assertThatThrownBy(() -> project.schema().up())
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("table t already exists");
        assertThat(project.schemaStatus().state().head()).isEqualTo(Optional.of(NumericVersion.of("2")));
    }
}
