package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.engine.Finding;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts are read as the session reads them: a backslash escapes where standard_conforming_strings is off. */
class BackslashEscapesIT {
    /** One statement where a backslash is a character like any other, else a statement, a COMMIT and a comment. */
    private static final String SMUGGLED = "INSERT INTO texts (t) VALUES ('a\\''); COMMIT; --');\n";

    @TempDir
    Path folder;

    private SchemaProject project;

    @BeforeEach
    void createProject() {
        project = new SchemaProject(folder, PostgresServers.newDatabase());
        project.execute("CREATE TABLE texts (id serial, t text)");
    }

    private void escapeByDefault() {
        project.execute("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET standard_conforming_strings = off',"
                + " current_database()); END $$");
    }

    @Test
    void whatTheDatabaseSaysHoldsForEveryScript() {
        escapeByDefault();
        project.file("1_t.up.sql", """
                INSERT INTO texts (t) VALUES ('it\\'s; one'), ('b\\\\');
                INSERT INTO texts (t) VALUES ('two');
                SET standard_conforming_strings = on;
                INSERT INTO texts (t) VALUES ('three\\');
                RESET standard_conforming_strings;
                INSERT INTO texts (t) VALUES ('fo\\'ur');
                """)
                .file("2_t.up.sql", "-- aicli: no-transaction\nINSERT INTO texts (t) VALUES ('fi\\'ve;');\n");
        project.up();
        assertThat(project.query("SELECT t FROM texts ORDER BY id"))
                .isEqualTo("it's; one,b\\,two,three\\,fo'ur,fi've;");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    void aTrialCannotBeCommittedFromWithinWhatLooksLikeAString() {
        escapeByDefault();
        project.file("1_t.up.sql", SMUGGLED);
        assertThatThrownBy(project::dryRun)
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("BEGIN and COMMIT do not match");
        assertThat(project.query("SELECT count(*) FROM texts")).isEqualTo("0");
    }

    /** What a function has set cannot be seen in the script. */
    @Test
    void aChangeThatCannotBeSeenStopsAtTheFirstBackslash() {
        project.execute("CREATE FUNCTION sets() RETURNS void LANGUAGE sql AS"
                + " $$ SELECT set_config('standard_conforming_strings', 'off', false) $$");
        project.file("1_t.up.sql", "INSERT INTO texts (t) VALUES ('before');\nSELECT sets();\n" + SMUGGLED);
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.location().orElseThrow().toString()).startsWith("migrations/1_t.up.sql:3:");
            assertThat(e.getMessage()).contains("standard_conforming_strings");
        });
        project.file("1_t.up.sql", "INSERT INTO texts SELECT 1, 'before' FROM sets();\n" + SMUGGLED);
        assertThatThrownBy(project::up).isInstanceOf(MigrateException.class);
        assertThat(project.dryRun()).anyMatch(step -> step.failure().isPresent());
        assertThat(project.query("SELECT count(*) FROM texts")).isEqualTo("0");
        assertThat(project.head()).isEqualTo("none");
    }

    @Test
    void aHistoryFromBeforeTheSettingIsNotTakenForChanged() {
        project.file("1_t.up.sql", "INSERT INTO texts (t) VALUES ('a\\' || 'b');\n");
        project.up();
        escapeByDefault();
        project.file("1_t.up.sql", "-- only a comment\nINSERT INTO texts (t) VALUES ('a\\' || 'b');\n");
        List<Finding> drift = project.inspect(inspection -> inspection.drift());
        assertThat(drift).extracting(Finding::code).containsExactly(Finding.Code.TEXT_CHANGED);
    }
}
