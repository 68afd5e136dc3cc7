package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSchemaTrackIT implements SchemaTrackContract {
    @TempDir
    Path folder;

    @Override
    public SchemaProject project() {
        return new SchemaProject(folder, "sqlite:test.db");
    }

    @Override
    public String tablesQuery() {
        return "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'migration\\_%' ESCAPE '\\'"
                + " ORDER BY name";
    }

    @Test
    void vacuumRunsBetweenOtherStatements() {
        SchemaProject project = project()
                .file(
                        "1_v.up.sql",
                        "CREATE TABLE t (id int);\nINSERT INTO t VALUES (1);\nVACUUM;\nINSERT INTO t VALUES (2);");
        project.up();
        assertThat(project.query("SELECT id FROM t ORDER BY id")).isEqualTo("1,2");
    }

    @Test
    void rebuildingATableWithForeignKeysOffKeepsItsRows() {
        SchemaProject project = project()
                .file(
                        "1_t.up.sql",
                        "CREATE TABLE parent (id integer PRIMARY KEY);"
                                + " CREATE TABLE child (parent int REFERENCES parent ON DELETE CASCADE);"
                                + " INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1);")
                .file("2_rebuild.up.sql", """
                        PRAGMA foreign_keys = off;
                        BEGIN;
                        CREATE TABLE new_parent (id integer PRIMARY KEY, name text);
                        INSERT INTO new_parent (id) SELECT id FROM parent;
                        DROP TABLE parent;
                        ALTER TABLE new_parent RENAME TO parent;
                        COMMIT;
                        PRAGMA foreign_keys = on;
                        """);
        SchemaProject enforcing = new SchemaProject(folder, "sqlite:test.db?foreign_keys=on");
        enforcing.up();
        assertThat(project.query("SELECT count(*) FROM child")).isEqualTo("1");
    }

    @Test
    void aViolatedForeignKeyFailsTheRebuildBeforeTheCommit() {
        SchemaProject project = project()
                .file(
                        "1_t.up.sql",
                        "CREATE TABLE parent (id integer PRIMARY KEY);"
                                + " CREATE TABLE child (parent int REFERENCES parent);"
                                + " INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1);")
                .file("2_bad.up.sql", "-- aicli: foreign-keys off\nDELETE FROM parent;");
        assertThatThrownBy(project::up)
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("row 1 of child refers to a missing row of parent");
        assertThat(project.query("SELECT count(*) FROM parent")).isEqualTo("1");
    }

    @Test
    void foreignKeysThatAFileSwitchesOnAreChecked() {
        SchemaProject project = project()
                .file(
                        "1_on.up.sql",
                        "PRAGMA foreign_keys = ON; CREATE TABLE p (id integer PRIMARY KEY);"
                                + " CREATE TABLE c (p int REFERENCES p); INSERT INTO c VALUES (99);");
        assertThatThrownBy(project::up).isInstanceOf(MigrateException.class).hasMessageContaining("FOREIGN KEY");
        assertThat(project.head()).isEqualTo("none");
    }

    @Test
    void aRunAsOneTransactionRefusesAFileThatSwitchesForeignKeys() {
        SchemaProject project = project()
                .file("1_t.up.sql", "CREATE TABLE t (id int)")
                .file("2_off.up.sql", "PRAGMA foreign_keys = off; CREATE TABLE u (id int)");
        ExecutionSettings oneTransaction = new ExecutionSettings(
                Duration.ofSeconds(5), Optional.empty(), 0, ExecutionSettings.TransactionScope.RUN);
        assertThatThrownBy(() -> project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, oneTransaction))
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("foreign keys");
        assertThat(project.head()).isEqualTo("none");
    }
}
