package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.InstantText;
import dev.aicli.migrate.model.InterruptedRunException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import dev.aicli.migrate.schema.ExecutionSettings.TransactionScope;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that follow each other without a wait behave as if there were one. */
class PipelinedScriptsIT {
    @TempDir
    Path folder;

    private SchemaProject project;
    private final List<String> heard = new ArrayList<>();

    /** Writes down what it hears. */
    private class Recorder implements RunListener {
        @Override
        public void stepStarted(Step step) {
            heard.add("start " + step.migration().version());
        }

        @Override
        public void stepFinished(StepResult result) {
            heard.add("end " + result.step().migration().version());
        }

        @Override
        public void stepRetried(Step step, int attempt, String reason) {
            heard.add("again " + step.migration().version());
        }
    }

    @BeforeEach
    void createProject() {
        project = new SchemaProject(folder, PostgresServers.newDatabase()).listening(new Recorder());
    }

    /** A table of its own for each of so many versions. */
    private SchemaProject tables(int from, int to) {
        for (int version = from; version <= to; version++) {
            project.file(version + "_t.up.sql", "CREATE TABLE t" + version + " (id int);\n")
                    .file(version + "_t.down.sql", "DROP TABLE t" + version + ";\n");
        }
        return project;
    }

    @Test
    void manyGoUpAndDownAndEachIsRecordedInTheChain() {
        tables(1, 120).up();
        assertThat(project.head()).isEqualTo("120");
        assertThat(project.query("SELECT count(*) FROM migration_history WHERE action = 'up' AND status = 'success'"))
                .isEqualTo("120");
        assertThat(heard).hasSize(240).startsWith("start 1", "end 1", "start 2").endsWith("start 120", "end 120");
        assertThat(project.down(60).results()).hasSize(60);
        assertThat(project.head()).isEqualTo("60");
        assertThat(project.query("SELECT count(*) FROM pg_tables WHERE tablename ~ '^t[0-9]+$'"))
                .isEqualTo("60");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    void whatStandsBehindAFailureIsNotExecuted() {
        tables(1, 3)
                .file("4_bad.up.sql", "CREATE SEQUENCE s;\n-- here\n  INSERT INTO missing VALUES (1);\n")
                .file("5_after.up.sql", "CREATE TABLE after AS SELECT nextval('counter');\n");
        project.execute("CREATE SEQUENCE counter");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
            assertThat(e.location().orElseThrow()).hasToString("migrations/4_bad.up.sql:3:15");
            assertThat(e.details()).containsEntry("sqlstate", "42P01");
        });
        assertThat(heard).containsExactly("start 1", "end 1", "start 2", "end 2", "start 3", "end 3", "start 4");
        assertThat(project.head()).isEqualTo("3");
        assertThat(project.query("SELECT is_called FROM counter")).isEqualTo("f");
        project.file("4_bad.up.sql", "CREATE SEQUENCE s;\n");
        project.up();
        assertThat(project.head()).isEqualTo("5");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    /** A commit that fails leaves no transaction in which what follows would fail as well. */
    @Test
    void whatACommitWouldRefuseStopsTheRunAsWell() {
        project.file(
                        "1_t.up.sql",
                        "CREATE TABLE t (id int PRIMARY KEY, other int REFERENCES t DEFERRABLE INITIALLY DEFERRED);\n")
                .file("2_bad.up.sql", "INSERT INTO t VALUES (1, 7);\n")
                .file("3_after.up.sql", "CREATE TABLE after AS SELECT nextval('counter');\n");
        project.execute("CREATE SEQUENCE counter");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.location().orElseThrow()).hasToString("migrations/2_bad.up.sql");
            assertThat(e.details()).containsEntry("sqlstate", "23503");
        });
        assertThat(project.head()).isEqualTo("1");
        assertThat(project.query("SELECT is_called FROM counter")).isEqualTo("f");
    }

    /** Nor does a commit that nothing could foretell; here a trigger that is put off itself puts another check off. */
    @Test
    void whatStandsBehindACommitThatFailsIsNotExecuted() {
        tables(1, 4)
                .file(
                        "5_own.up.sql",
                        "BEGIN ISOLATION LEVEL SERIALIZABLE;\nCREATE TABLE own AS SELECT nextval('counter');\nCOMMIT;\n")
                .run(new Goal.UpSteps(1));
        project.execute("CREATE SEQUENCE counter");
        project.execute(
                "CREATE TABLE late (id int PRIMARY KEY, other int REFERENCES late DEFERRABLE INITIALLY DEFERRED)");
        project.execute("CREATE FUNCTION put_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " SET CONSTRAINTS ALL DEFERRED; INSERT INTO late VALUES (1, 7); RETURN NEW; END $$");
        project.execute("CREATE TABLE puts_off (id int)");
        project.execute("CREATE CONSTRAINT TRIGGER put_off AFTER INSERT ON puts_off DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION put_off()");
        project.file("3_t.up.sql", "INSERT INTO puts_off VALUES (1);\nCREATE TABLE t3 (id int);\n");
        for (String next : List.of("CREATE TABLE t4 AS SELECT nextval('counter');\n", "")) {
            project.file("4_t.up.sql", next);
            assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
                assertThat(e.location().orElseThrow()).hasToString("migrations/3_t.up.sql");
                assertThat(e.details()).containsEntry("sqlstate", "23503");
            });
            assertThat(project.head()).isEqualTo("2");
            assertThat(project.query("SELECT is_called FROM counter")).isEqualTo("f");
        }
        project.execute("DROP TRIGGER put_off ON puts_off");
        project.up();
        assertThat(project.head()).isEqualTo("5");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    void aRefusedFirstOneLeavesNothingBehind() {
        project.file("1_bad.up.sql", "CREATE TABLE a (id int); CREATE TABEL b (id int);\n");
        tables(2, 5);
        assertThatThrownBy(project::up)
                .isInstanceOfSatisfying(
                        MigrateException.class,
                        e -> assertThat(e.location().orElseThrow()).hasToString("migrations/1_bad.up.sql:1:33"));
        assertThat(project.head()).isEqualTo("none");
        assertThat(project.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^[at]'"))
                .isEqualTo("0");
    }

    @Test
    void theNextOneFindsASessionAsGoodAsNew() {
        project.file("1_temp.up.sql", "CREATE TEMP TABLE left_over (id int);\nCREATE SEQUENCE s;\n")
                .file("2_use.up.sql", "CREATE TABLE a AS SELECT nextval('s');\n")
                .file("3_see.up.sql", "CREATE TABLE b AS SELECT to_regclass('left_over') IS NULL AS gone;\n")
                .file("4_bad.up.sql", "CREATE TABLE c AS SELECT currval('s');\n");
        assertThatThrownBy(project::up)
                .isInstanceOfSatisfying(
                        MigrateException.class, e -> assertThat(e.details()).containsEntry("sqlstate", "55000"));
        assertThat(project.query("SELECT gone FROM b")).isEqualTo("t");
        assertThat(project.head()).isEqualTo("3");
    }

    @Test
    void eachHearsItsOwnNotices() {
        project.file("1_a.up.sql", "DROP TABLE IF EXISTS first_missing;\n")
                .file("2_b.up.sql", "CREATE TABLE b (id int);\n")
                .file("3_c.up.sql", "DROP TABLE IF EXISTS third_missing;\n");
        RunReport report = project.up();
        assertThat(report.results().get(0).notices()).singleElement().asString().contains("first_missing");
        assertThat(report.results().get(1).notices()).isEmpty();
        assertThat(report.results().get(2).notices()).singleElement().asString().contains("third_missing");
    }

    @Test
    void aFilesOwnTransactionAndItsLevelAreTakenOver() {
        project.file(
                        "1_a.up.sql",
                        "BEGIN ISOLATION LEVEL SERIALIZABLE;\nCREATE TABLE a AS SELECT"
                                + " current_setting('transaction_isolation') AS level;\nCOMMIT;\n")
                .file("2_b.up.sql", "CREATE TABLE b AS SELECT current_setting('transaction_isolation') AS level;\n");
        project.up();
        assertThat(project.query("SELECT level FROM a")).isEqualTo("serializable");
        assertThat(project.query("SELECT level FROM b")).isEqualTo("read committed");
    }

    /** What is left of a redo is known, though it handed each migration over twice. */
    @Test
    void aRedoThatFailsHalfwayRecordsTheVersionItStoppedAt() throws SQLException {
        tables(1, 5).file("4_t.down.sql", "DROP TABLE missing;\n").up();
        try (Connection blocker = project.database().connect();
                Statement statement = blocker.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("LOCK TABLE t5");
            project.listening(new Recorder() {
                @Override
                public void stepRetried(Step step, int attempt, String reason) {
                    try {
                        statement.execute("ROLLBACK");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            ExecutionSettings settings =
                    new ExecutionSettings(Duration.ofMillis(400), Optional.empty(), 3, TransactionScope.MIGRATION);
            assertThatThrownBy(() -> project.run(new Goal.Redo(3), RunOptions.DEFAULT, settings))
                    .isInstanceOf(MigrateException.class);
        }
        assertThat(project.head()).isEqualTo("4");
        assertThat(project.query("SELECT head_version FROM migration_history ORDER BY sequence DESC LIMIT 1"))
                .isEqualTo("4");
        assertThat(project.query("SELECT string_agg(version, ' ' ORDER BY version) FROM migration_catalogue"))
                .isEqualTo("4 5");
    }

    /** A message that cannot be parsed is not executed at all: the BEGIN of ours must not be in it. */
    @Test
    void aBeginThatTheServerDoesNotUnderstandLeavesNothingBehind() {
        tables(1, 2).file("3_bad.up.sql", "BEGIN ISOLATION LEVEL bogus;\nCREATE TABLE bad (id int);\nCOMMIT;\n");
        tables(4, 5);
        assertThatThrownBy(project::up)
                .isInstanceOfSatisfying(
                        MigrateException.class, e -> assertThat(e.details()).containsEntry("sqlstate", "42601"));
        assertThat(project.head()).isEqualTo("2");
        assertThat(project.query("SELECT count(*) FROM pg_tables WHERE tablename IN ('bad', 't4', 't5')"))
                .isEqualTo("0");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    /** Whoever waits for a migration sees that those before it are done. */
    @Test
    void oneThatWaitsForALockIsTriedAgainAndThoseBeforeItAreDone() throws SQLException {
        project.execute("CREATE TABLE busy (id int)");
        tables(1, 2).file("3_busy.up.sql", "ALTER TABLE busy ADD COLUMN c int;\n");
        tables(4, 6);
        try (Connection blocker = project.database().connect();
                Statement statement = blocker.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("LOCK TABLE busy");
            project.listening(new Recorder() {
                @Override
                public void stepRetried(Step step, int attempt, String reason) {
                    super.stepRetried(step, attempt, reason);
                    assertThat(project.head()).isEqualTo("2");
                    try {
                        statement.execute("ROLLBACK");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            ExecutionSettings settings =
                    new ExecutionSettings(Duration.ofMillis(400), Optional.empty(), 3, TransactionScope.MIGRATION);
            project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, settings);
        }
        assertThat(heard)
                .containsSubsequence("end 2", "start 3", "again 3", "end 3", "start 4", "end 4", "end 6")
                .containsOnlyOnce("start 3");
        assertThat(project.head()).isEqualTo("6");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    void aWishToStopIsHeardAndWhatIsDoneIsReported() {
        Cancellation cancellation = new Cancellation();
        project.stoppedBy(cancellation).listening(new Recorder() {
            @Override
            public void stepFinished(StepResult result) {
                super.stepFinished(result);
                if (result.step().migration().version().text().equals("3")) {
                    cancellation.cancel(ExitCode.INTERRUPTED);
                }
            }
        });
        tables(1, 40).file("4_t.up.sql", "CREATE TABLE slow AS SELECT pg_sleep(900)::text AS slept;\n");
        assertThatThrownBy(project::up).isInstanceOf(InterruptedRunException.class);
        assertThat(heard).containsExactly("start 1", "end 1", "start 2", "end 2", "start 3", "end 3", "start 4");
        project.stoppedBy(new Cancellation()).file("4_t.up.sql", "CREATE TABLE t4 (id int);\n");
        assertThat(project.head()).isEqualTo("3");
        project.up();
        assertThat(project.head()).isEqualTo("40");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    /** The server forgets a wish that reaches it during a commit; a function that takes it for its own does as well. */
    @Test
    void aWishToStopThatTheServerForgetsIsUtteredAgain() {
        project.execute("CREATE FUNCTION deaf() RETURNS int LANGUAGE plpgsql AS $$ BEGIN"
                + " PERFORM pg_sleep(900); RETURN 1; EXCEPTION WHEN query_canceled THEN RETURN 2; END $$");
        Cancellation cancellation = new Cancellation();
        project.stoppedBy(cancellation).listening(new Recorder() {
            @Override
            public void stepStarted(Step step) {
                super.stepStarted(step);
                if (step.migration().version().text().equals("2")) {
                    new Thread(this::stopInTheMidst).start();
                }
            }

            private void stopInTheMidst() {
                await().atMost(Duration.ofMinutes(5))
                        .until(() -> project.query("SELECT count(*) FROM pg_stat_activity WHERE wait_event ="
                                        + " 'PgSleep' AND datname = current_database()")
                                .equals("1"));
                cancellation.cancel(ExitCode.INTERRUPTED);
            }
        });
        tables(1, 6)
                .file("2_t.up.sql", "CREATE TABLE t2 AS SELECT deaf();\n")
                .file("3_t.up.sql", "CREATE TABLE t3 AS SELECT pg_sleep(900)::text AS slept;\n");
        assertThatThrownBy(project::up).isInstanceOf(InterruptedRunException.class);
        // The second wish may reach it before the end of the migration that was deaf to the first.
        assertThat(project.head()).isIn("1", "2");
        assertThat(heard).endsWith("end " + project.head(), "start " + (Integer.parseInt(project.head()) + 1));
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    void aLostConnectionLeavesWholeMigrationsOnly() {
        tables(1, 5)
                .file(
                        "6_cut.up.sql",
                        "CREATE TABLE t6 AS SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(5)::text AS slept;\n");
        tables(7, 9);
        assertThatThrownBy(project::up)
                .isInstanceOfSatisfying(
                        MigrateException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE));
        assertThat(heard).endsWith("end 5", "start 6");
        assertThat(project.head()).isEqualTo("5");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    /** What makes one fail must not depend on how it is sent. */
    @Test
    void aListenerThatFailsLeavesTheConnectionUsable() {
        project.listening(new Recorder() {
            @Override
            public void stepFinished(StepResult result) {
                super.stepFinished(result);
                if (heard.size() == 4) {
                    throw new IllegalArgumentException("no paper left");
                }
            }
        });
        tables(1, 10);
        assertThatThrownBy(project::up).isInstanceOf(RuntimeException.class);
        project.listening(new Recorder());
        project.up();
        assertThat(project.head()).isEqualTo("10");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    void historySaysWhenEachBegan() {
        for (int version = 1; version <= 5; version++) {
            project.file(
                    version + "_t.up.sql", "CREATE TABLE t" + version + " AS SELECT pg_sleep(0.15)::text AS slept;\n");
        }
        project.up();
        assertThat(project.query("SELECT count(*) FROM (SELECT started_at - lag(started_at + duration_ms * interval"
                        + " '1 ms') OVER (ORDER BY sequence) AS gap FROM migration_history WHERE action = 'up') gaps"
                        + " WHERE gap < interval '-2 ms'"))
                .isEqualTo("0");
        assertThat(project.query("SELECT max(started_at) - min(started_at) >= interval '600 ms' FROM"
                        + " migration_history WHERE action = 'up'"))
                .isEqualTo("t");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    /** A second in a thousand has no fraction, and is written without one into what is hashed. */
    @Test
    void theChainHoldsForEveryMillisecond() {
        String instants = "generate_series(timestamptz '2026-03-01 00:00:00Z', timestamptz '2026-03-01 00:00:02Z',"
                + " interval '1 ms') i";
        PostgreSqlDatabase database = (PostgreSqlDatabase) project.database();
        String[] server = project.query("SELECT " + database.instantAsIso("i") + " FROM " + instants)
                .split(",");
        assertThat(server).hasSize(2001);
        Instant first = Instant.parse("2026-03-01T00:00:00Z");
        for (int milli = 0; milli < server.length; milli++) {
            assertThat(server[milli]).isEqualTo(InstantText.of(first.plusMillis(milli)));
        }
    }
}
