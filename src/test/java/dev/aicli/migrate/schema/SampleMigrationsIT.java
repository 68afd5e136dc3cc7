package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The migrations that this repository ships as samples, on every database and version that we support. */
class SampleMigrationsIT {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath();

    /** Everything in the catalogue that a migration could leave behind. */
    private static final String POSTGRESQL_OBJECTS = """
            SELECT 'relation ' || relname FROM pg_class
              WHERE relnamespace = 'public'::regnamespace AND relname !~ '^(migration_|schema_version)'
            UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            UNION ALL SELECT 'type ' || typname FROM pg_type
              WHERE typnamespace = 'public'::regnamespace AND typname !~ '^_?(migration_|schema_version)'
            ORDER BY 1
            """;

    private static final String SQLITE_OBJECTS = """
            SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'
              AND name NOT LIKE 'migration_%' AND name <> 'schema_version' ORDER BY 1
            """;

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void upThenDownLeavesNothingBehindOnPostgreSql(int version) {
        SchemaProject project = new SchemaProject(REPOSITORY, PostgresServers.newDatabase(version));
        assertThat(project.up().results()).hasSize(7);
        assertThat(project.query(POSTGRESQL_OBJECTS))
                .contains("relation audit_log_default", "relation users_preferences_idx");
        assertThat(project.query("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                .isEqualTo("0");
        project.down(1);
        assertThat(project.head()).isEqualTo("6");
        project.run(new Goal.Redo(2));
        project.up();
        project.run(new Goal.DownAll());
        assertThat(project.query(POSTGRESQL_OBJECTS)).isEmpty();
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    void upThenDownLeavesNothingBehindOnSqlite(@TempDir Path folder) {
        SchemaProject project = new SchemaProject(REPOSITORY, "sqlite:" + folder.resolve("sample.db"));
        assertThat(project.up().results()).hasSize(7);
        assertThat(project.query(SQLITE_OBJECTS)).contains("table audit_log", "index users_theme_idx");
        project.run(new Goal.Redo(3));
        project.run(new Goal.DownAll());
        assertThat(project.query(SQLITE_OBJECTS)).isEmpty();
        assertThat(project.verifyHistory().fault()).isEmpty();
    }
}
