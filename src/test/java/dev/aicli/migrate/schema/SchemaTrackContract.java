package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.history.Row;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.schema.ExecutionSettings.TransactionScope;
import dev.aicli.migrate.testing.SchemaProject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds on every database. */
interface SchemaTrackContract {
    /** {@return a project with an empty database} */
    SchemaProject project();

    /** {@return the query for the names of all tables that are not ours, in order} */
    String tablesQuery();

    default SchemaProject threeTables() {
        return project()
                .file("001_a.up.sql", "CREATE TABLE a (id int);")
                .file("001_a.down.sql", "DROP TABLE a;")
                .file("2_b.up.sql", "CREATE TABLE b (id int);\nINSERT INTO b VALUES (1);\n")
                .file("2_b.down.sql", "DROP TABLE b;")
                .file("010_c.up.sql", "CREATE TABLE c (id int)")
                .file("010_c.down.sql", "DROP TABLE c");
    }

    @Test
    default void upAppliesEverythingInNumericOrder() {
        SchemaProject project = threeTables();
        RunReport report = project.up();
        assertThat(report.results())
                .extracting(result -> result.step().migration().version().text())
                .containsExactly("1", "2", "10");
        assertThat(project.query(tablesQuery())).isEqualTo("a,b,c");
        assertThat(project.head()).isEqualTo("10");
        assertThat(project.query("SELECT version FROM schema_version")).isEqualTo("10");
        assertThat(project.query("SELECT dirty FROM schema_version")).isEqualTo("0");
    }

    @Test
    default void aSecondUpDoesNothing() {
        SchemaProject project = threeTables();
        project.up();
        int rows = project.history().rows().size();
        assertThat(project.up().nothingToDo()).isTrue();
        assertThat(project.history().rows()).hasSize(rows);
    }

    @Test
    default void goalsOfEveryKindAreReached() {
        SchemaProject project = threeTables();
        project.run(new Goal.UpSteps(1));
        assertThat(project.head()).isEqualTo("1");
        project.run(new Goal.UpTo(NumericVersion.of("2")));
        assertThat(project.query(tablesQuery())).isEqualTo("a,b");
        project.up();
        project.run(new Goal.Redo(2));
        assertThat(project.head()).isEqualTo("10");
        project.down(1);
        assertThat(project.query(tablesQuery())).isEqualTo("a,b");
        project.run(new Goal.DownTo(NumericVersion.of("1")));
        assertThat(project.head()).isEqualTo("1");
        project.run(new Goal.DownAll());
        assertThat(project.query(tablesQuery())).isEmpty();
        assertThat(project.head()).isEqualTo("none");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    default void aFailingStatementLeavesDatabaseAndHistoryAsBefore() {
        SchemaProject project = threeTables();
        project.run(new Goal.UpSteps(1));
        int rows = project.history().rows().size();
        project.file(
                "002_x.up.sql",
                "CREATE TABLE x (id int);\nINSERT INTO x VALUES (1);\n  INSERT INTO nowhere VALUES (1);\n");
        project.delete("2_b.up.sql");
        project.delete("2_b.down.sql");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
            assertThat(e.location().orElseThrow().file()).isEqualTo("migrations/002_x.up.sql");
            assertThat(e.location().orElseThrow().line()).isEqualTo(3);
            assertThat(e).hasMessageContaining("nowhere");
            assertThat(e.details()).containsEntry("statement", "INSERT INTO nowhere VALUES (1)");
        });
        assertThat(project.query(tablesQuery())).isEqualTo("a");
        assertThat(project.history().rows()).hasSize(rows);
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    default void anEditInACommentIsAWarningAndInATokenAnError() {
        SchemaProject project = threeTables();
        project.up();
        project.file("001_a.up.sql", "-- the first one\r\nCREATE  TABLE a (id int);\r\n");
        assertThat(project.up().warnings()).hasSize(1).first().asString().contains("comments or layout");
        project.file("001_a.up.sql", "CREATE TABLE a (id bigint);");
        assertThatThrownBy(project::up)
                .isInstanceOfSatisfying(
                        MigrateException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INVALID));
        project.repair();
        assertThat(project.up().nothingToDo()).isTrue();
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    default void aLowerVersionIsRefusedUnlessAllowed() {
        SchemaProject project = threeTables();
        project.up();
        project.file("003_late.up.sql", "CREATE TABLE late (id int);");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.INVALID);
            assertThat(e).hasMessageContaining("3 late");
        });
        project.run(new Goal.UpToLatest(), new RunOptions(true, Duration.ofSeconds(5)), ExecutionSettings.DEFAULT);
        assertThat(project.query(tablesQuery())).isEqualTo("a,b,c,late");
        assertThat(project.head()).isEqualTo("10");
    }

    @Test
    default void downWorksFromHistoryWhenTheFilesAreGone() {
        SchemaProject project = threeTables();
        project.up();
        project.delete("010_c.up.sql");
        project.delete("010_c.down.sql");
        project.delete("2_b.up.sql");
        project.delete("2_b.down.sql");
        project.down(2);
        assertThat(project.query(tablesQuery())).isEqualTo("a");
    }

    /** No database's text holds a NUL; the chain is made of what was stored. */
    @Test
    default void aWayBackThatIsNoTextLeavesTheHistorySound() {
        SchemaProject project = threeTables().file("001_a.down.sql", "DROP TABLE a; -- \0\n");
        project.up();
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    default void aRunAsOneTransactionIsAllOrNothing() {
        SchemaProject project = threeTables().file("011_bad.up.sql", "CREATE TABLE a (id int)");
        ExecutionSettings oneTransaction =
                new ExecutionSettings(Duration.ofSeconds(5), Optional.empty(), 0, TransactionScope.RUN);
        assertThatThrownBy(() -> project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, oneTransaction))
                .isInstanceOf(MigrateException.class);
        assertThat(project.query(tablesQuery())).isEmpty();
        assertThat(project.head()).isEqualTo("none");
        project.delete("011_bad.up.sql");
        project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, oneTransaction);
        assertThat(project.query(tablesQuery())).isEqualTo("a,b,c");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    default void forceAndBaselineDeclareAVersion() {
        SchemaProject project = threeTables();
        project.execute("CREATE TABLE a (id int)");
        project.baseline("1");
        project.up();
        assertThat(project.query(tablesQuery())).isEqualTo("a,b,c");
        project.force("2");
        assertThat(project.head()).isEqualTo("2");
        assertThatThrownBy(() -> project.baseline("10")).isInstanceOf(MigrateException.class);
        project.force("0");
        assertThat(project.head()).isEqualTo("none");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    default void aBaselineThatNoMigrationHasIsNotCurrentOnTheWayBackBelowIt() {
        SchemaProject project = threeTables();
        project.execute("CREATE TABLE a (id int)");
        project.execute("CREATE TABLE b (id int)");
        project.baseline("5");
        assertThat(project.head()).isEqualTo("5");
        project.run(new Goal.Redo(1));
        assertThat(project.head()).isEqualTo("5");
        project.down(1);
        assertThat(project.query(tablesQuery())).isEqualTo("a");
        assertThat(project.head()).isEqualTo("1");
        project.up();
        assertThat(project.query(tablesQuery())).isEqualTo("a,b,c");
        assertThat(project.head()).isEqualTo("10");
        project.down(2);
        assertThat(project.head()).isEqualTo("1");
        project.down(1);
        assertThat(project.head()).isEqualTo("none");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    default void belowABaselineThatIsTakenBackTheVersionIsThatBelowIt() {
        SchemaProject project = threeTables();
        for (String table : List.of("a", "b", "c")) {
            project.execute("CREATE TABLE " + table + " (id int)");
        }
        project.baseline("10");
        project.down(1);
        assertThat(project.head()).isEqualTo("2");
        project.run(new Goal.DownTo(NumericVersion.of("1")));
        assertThat(project.head()).isEqualTo("1");
        assertThat(project.query(tablesQuery())).isEqualTo("a");
    }

    @Test
    default void flywayFilesAreAppliedAndTakenBack() {
        SchemaProject project = project()
                .file("V2__b.sql", "CREATE TABLE b (id int);")
                .file("V1.10__ten.sql", "CREATE TABLE ten (id int);")
                .file("V1_9__nine.sql", "CREATE TABLE nine (id int);")
                .file("U2__b.sql", "DROP TABLE b;");
        project.up();
        assertThat(project.query(tablesQuery())).isEqualTo("b,nine,ten");
        project.down(1);
        assertThat(project.query(tablesQuery())).isEqualTo("nine,ten");
    }

    @Test
    default void gooseFilesAreAppliedAndTakenBack() {
        SchemaProject project = project().file("20250101120000_goose.sql", """
                        -- a header
                        -- +goose Up
                        -- +goose StatementBegin
                        CREATE TABLE g (id int);
                        -- +goose StatementEnd
                        INSERT INTO g VALUES (1);

                        -- +goose Down
                        DROP TABLE g;
                        """);
        project.up();
        assertThat(project.query("SELECT count(*) FROM g")).isEqualTo("1");
        project.down(1);
        assertThat(project.query(tablesQuery())).isEmpty();
    }

    @Test
    default void errorsInAGooseSectionAreFoundOnTheirLineOfTheFile() {
        SchemaProject project = project()
                .file(
                        "1_goose.sql",
                        "-- +goose Up\n\nSELECT 1;\nSELECT nothing_like_that;\n-- +goose Down\nSELECT 1;\n");
        assertThatThrownBy(project::up)
                .isInstanceOfSatisfying(
                        MigrateException.class,
                        e -> assertThat(e.location().orElseThrow().line()).isEqualTo(4));
    }

    @Test
    default void editedRowsOfHistoryAreFound() {
        SchemaProject project = threeTables();
        project.up();
        Row row = project.history().rows().get(2);
        project.execute(
                "UPDATE migration_history SET duration_ms = duration_ms + 1 WHERE sequence = " + row.sequence());
        assertThat(project.verifyHistory().fault())
                .hasValue("row " + row.sequence() + " was changed after it was written");
        project.execute(
                "UPDATE migration_history SET duration_ms = duration_ms - 1 WHERE sequence = " + row.sequence());
        assertThat(project.verifyHistory().fault()).isEmpty();
        project.execute("DELETE FROM migration_history WHERE sequence = " + row.sequence());
        assertThat(project.verifyHistory().fault()).hasValue("row " + row.sequence() + " is missing");
    }

    @Test
    default void aForeignTableOfOurNameIsExplainedAndLeftAlone() {
        SchemaProject project = threeTables();
        project.execute("CREATE TABLE migration_history (version bigint, dirty boolean)");
        assertThatThrownBy(project::up).isInstanceOf(MigrateException.class).hasMessageContaining("golang-migrate");
        assertThat(project.query("SELECT count(*) FROM migration_history")).isEqualTo("0");
    }

    @Test
    default void aFileInItsOwnTransactionIsTakenIntoOurs() {
        SchemaProject project = project()
                .file(
                        "1_wrapped.up.sql",
                        "begin;\nCREATE TABLE w (id int);\nINSERT INTO nowhere VALUES (1);\ncommit;\n");
        assertThatThrownBy(project::up).isInstanceOf(MigrateException.class);
        assertThat(project.query(tablesQuery())).isEmpty();
        project.file("1_wrapped.up.sql", "begin;\nCREATE TABLE w (id int);\ncommit;\n");
        project.up();
        assertThat(project.query(tablesQuery())).isEqualTo("w");
    }

    @Test
    default void aFailureOutsideATransactionIsPartialAndCanBeResumed() {
        SchemaProject project = project().file("1_steps.up.sql", """
                        -- aicli: no-transaction
                        CREATE TABLE p (id int);
                        INSERT INTO p VALUES (1);
                        INSERT INTO q VALUES (1);
                        INSERT INTO p VALUES (2);
                        """).file("1_steps.down.sql", "DROP TABLE p");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.PARTIAL);
            assertThat(e.location().orElseThrow().line()).isEqualTo(4);
        });
        assertThat(project.query("SELECT dirty FROM schema_version")).isEqualTo("1");
        assertThat(project.stoppedAt()).hasValueSatisfying(stopped -> {
            assertThat(stopped.number()).isEqualTo(3);
            assertThat(stopped.location()).hasToString("migrations/1_steps.up.sql:4:1");
            assertThat(stopped.text()).isEqualTo("INSERT INTO q VALUES (1)");
        });
        assertThatThrownBy(project::up)
                .isInstanceOfSatisfying(
                        MigrateException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.PARTIAL));
        project.execute("CREATE TABLE q (id int)");
        project.resume();
        assertThat(project.query("SELECT id FROM p ORDER BY id")).isEqualTo("1,2");
        assertThat(project.head()).isEqualTo("1");
        assertThat(project.query("SELECT dirty FROM schema_version")).isEqualTo("0");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    default void resumeRefusesWhenTheDonePartWasChanged() {
        SchemaProject project = project()
                .file(
                        "1_steps.up.sql",
                        "-- aicli: no-transaction\nCREATE TABLE p (id int);\nINSERT INTO q VALUES (1);\n");
        assertThatThrownBy(project::up).isInstanceOf(MigrateException.class);
        project.file("1_steps.up.sql", "-- aicli: no-transaction\nCREATE TABLE pp (id int);\nSELECT 1;\n");
        assertThatThrownBy(project::resume)
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("was changed since");
    }

    @Test
    default void aRehearsalTriesEveryStatementAndLeavesNoTrace() {
        SchemaProject project = threeTables();
        project.run(new Goal.UpSteps(1));
        int rows = project.history().rows().size();
        List<DryRunStep> steps = project.dryRun();
        assertThat(steps)
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.notTried()).isEmpty());
        assertThat(steps.get(0).statements()).extracting(DryRunStatement::rows).endsWith(1L);
        assertThat(project.query(tablesQuery())).isEqualTo("a");
        assertThat(project.history().rows()).hasSize(rows);
    }

    @Test
    default void aRehearsalFindsTheFailureThatARunWouldFind() {
        SchemaProject project = threeTables().file("11_bad.up.sql", "INSERT INTO c VALUES (1);\nDROP TABLE nowhere;");
        List<DryRunStep> steps = project.dryRun();
        assertThat(steps.get(3).failure().orElseThrow()).satisfies(e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
            assertThat(e.location().orElseThrow().line()).isEqualTo(2);
        });
        assertThat(steps.get(3).statements()).hasSize(1);
        assertThat(project.query(tablesQuery())).isEmpty();
    }

    @Test
    default void aHalfDoneWayBackIsResumedFromHistory() {
        SchemaProject project = project()
                .file("1_p.up.sql", "CREATE TABLE p (id int)")
                .file("1_p.down.sql", "-- aicli: no-transaction\nDROP TABLE p;\nINSERT INTO gone VALUES (1);");
        project.up();
        project.delete("1_p.up.sql");
        project.delete("1_p.down.sql");
        assertThatThrownBy(() -> project.down(1)).isInstanceOf(MigrateException.class);
        project.execute("CREATE TABLE gone (id int)");
        project.resume();
        assertThat(project.head()).isEqualTo("none");
    }

    @Test
    default void aFailureInATransactionOfTheFilesOwnIsRecorded() {
        SchemaProject project = project()
                .file(
                        "1_two.up.sql",
                        "BEGIN; CREATE TABLE a (i int); COMMIT; BEGIN; CREATE TABLE b (i int);\nINSERT INTO nope VALUES (1);"
                                + " COMMIT;");
        assertThatThrownBy(project::up).isInstanceOf(MigrateException.class);
        assertThat(project.query("SELECT error FROM migration_history WHERE status = 'failed'"))
                .contains("1_two.up.sql:2")
                .contains("nope");
        assertThat(project.query("SELECT statements_done FROM migration_history WHERE status = 'failed'"))
                .isEqualTo("3");
    }
}
