package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private SchemaProject projectWithOrphans() {
        SchemaProject project = project()
                .file(
                        "1_t.up.sql",
                        "CREATE TABLE parent (id integer PRIMARY KEY); CREATE TABLE child (parent int REFERENCES parent);"
                                + " CREATE TABLE keyed (k text PRIMARY KEY, p int REFERENCES parent) WITHOUT ROWID;"
                                + " INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1), (98), (99), (98);"
                                + " INSERT INTO keyed VALUES ('a', 97);");
        project.up();
        return project;
    }

    private static final String REBUILD = "CREATE TABLE fresh (parent int REFERENCES parent, name text);"
            + " INSERT INTO fresh (parent) SELECT parent FROM child ORDER BY parent DESC; DROP TABLE child;"
            + " ALTER TABLE fresh RENAME TO child;";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- aicli: foreign-keys off\n" + REBUILD,
                "PRAGMA foreign_keys = OFF;\nBEGIN;\n" + REBUILD + "\nCOMMIT;\nPRAGMA foreign_keys = ON;",
                "PRAGMA foreign_keys = OFF; ALTER TABLE child RENAME TO kid;",
                "PRAGMA foreign_keys = OFF; ALTER TABLE parent RENAME TO elder;",
                "-- aicli: no-transaction\nPRAGMA foreign_keys = OFF;\n" + REBUILD + "\nPRAGMA foreign_keys = ON;",
                "-- aicli: no-transaction\nPRAGMA foreign_keys = OFF;\nBEGIN;\n" + REBUILD + "\nCOMMIT;",
                "-- aicli: no-transaction\n-- aicli: foreign-keys off\n" + REBUILD
            })
    void rowsThatReferredToNothingBeforeAreAWarning(String script) {
        SchemaProject project = projectWithOrphans().file("2_rebuild.up.sql", script);
        assertThat(project.up().results().get(0).warnings())
                .singleElement()
                .asString()
                .contains("4")
                .containsAnyOf("of child", "of kid");
        assertThat(project.head()).isEqualTo("2");
    }

    @Test
    void gooseFilesThatSwitchForeignKeysAreTreatedAlike() {
        SchemaProject project = new SchemaProject(folder, "sqlite:test.db");
        project.file(
                        "1_t.sql",
                        "-- +goose Up\nCREATE TABLE p (id integer PRIMARY KEY);\n"
                                + "CREATE TABLE c (p int REFERENCES p);\nINSERT INTO c VALUES (9);\n")
                .file(
                        "2_off.sql",
                        "-- +goose NO TRANSACTION\n-- +goose Up\nPRAGMA foreign_keys = OFF;\n"
                                + "CREATE TABLE d (i int);\nPRAGMA foreign_keys = ON;\n")
                .file("3_off.sql", "-- +goose Up\nPRAGMA foreign_keys = OFF;\nCREATE TABLE e (i int);\n")
                .file(
                        "4_bad.sql",
                        "-- +goose NO TRANSACTION\n-- +goose Up\nPRAGMA foreign_keys = OFF;\n"
                                + "INSERT INTO c VALUES (10);\nPRAGMA foreign_keys = ON;\n");
        assertThatThrownBy(project::up)
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("1 foreign key violations: row 2 of c refers to a missing row of p");
        assertThat(project.head()).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA foreign_keys = OFF; INSERT INTO child VALUES (98);",
                "-- aicli: foreign-keys off\nDELETE FROM parent;",
                "-- aicli: foreign-keys off\nDELETE FROM child WHERE parent = 99; INSERT INTO child VALUES (96);",
                "-- aicli: no-transaction\nPRAGMA foreign_keys = OFF;\nINSERT INTO keyed VALUES ('b', 97);",
                "-- aicli: no-transaction\nPRAGMA foreign_keys = OFF;\nDELETE FROM parent;\nPRAGMA foreign_keys = ON;"
            })
    void whatAFileAddsToThemFailsIt(String script) {
        SchemaProject project = projectWithOrphans().file("2_bad.up.sql", script);
        boolean partial = script.contains("no-transaction");
        assertThatThrownBy(project::up)
                .isInstanceOfSatisfying(
                        MigrateException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(partial ? ExitCode.PARTIAL : ExitCode.MIGRATION_FAILED))
                .hasMessageContaining("1 foreign key violations");
        if (partial) {
            project.execute("DELETE FROM keyed WHERE k = 'b'");
            project.execute("INSERT OR IGNORE INTO parent VALUES (1)");
            project.resume();
            assertThat(project.head()).isEqualTo("2");
        }
    }

    @Test
    void whoLocksTheFileWhileAScriptRunsStatementByStatementIsWaitedFor() throws Exception {
        SchemaProject project = project().file("1_t.up.sql", "CREATE TABLE t (id int)");
        project.up();
        project.file(
                "2_n.up.sql",
                "-- aicli: no-transaction\nINSERT INTO t VALUES (1);\nVACUUM;\n" + "INSERT INTO t VALUES (2);");
        try (Connection holder = project.database().connect();
                Statement statement = holder.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            project.listening(new RunListener() {
                @Override
                public void waitingForLock(String other, Duration waited) {
                    execute("ROLLBACK");
                }

                @Override
                public void stepStarted(Step step) {
                    execute("BEGIN IMMEDIATE");
                }

                @Override
                public void stepRetried(Step step, int attempt, String reason) {
                    execute("ROLLBACK");
                }

                private void execute(String sql) {
                    try {
                        statement.execute(sql);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            project.up();
        }
        assertThat(project.query("SELECT id FROM t ORDER BY id")).isEqualTo("1,2");
    }

    @Test
    void aFileIsOpenedAsItsUrlSays() {
        projectWithOrphans();
        SchemaProject readOnly = new SchemaProject(folder, "sqlite:test.db?mode=ro");
        assertThat(readOnly.query("SELECT count(*) FROM child")).isEqualTo("4");
        assertThatThrownBy(() -> readOnly.execute("DELETE FROM child"))
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .hasMessageContaining("readonly");
        assertThatThrownBy(() -> new SchemaProject(folder, "sqlite:test.db?immutable=1").execute("DELETE FROM child"))
                .rootCause()
                .hasMessageContaining("readonly");
        new SchemaProject(folder, "sqlite:test.db?mode=rw&vfs=unix-dotfile").execute("DELETE FROM keyed");
        assertThatThrownBy(() -> new SchemaProject(folder, "sqlite:test.db?vfs=nosuch").query("SELECT 1"))
                .isInstanceOf(ConnectionException.class);
        for (String mode : List.of("ro", "rw")) {
            assertThatThrownBy(() -> new SchemaProject(folder, "sqlite:missing %41.db?mode=" + mode).query("SELECT 1"))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("there is no database");
        }
        new SchemaProject(folder, "sqlite:a new %41 one.db?mode=rwc&psow=1").query("SELECT 1");
        assertThat(folder.resolve("missing %41.db")).doesNotExist();
        assertThat(folder.resolve("a new %41 one.db")).exists();
    }
}
