package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.Partials;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.Status;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.platform.postgresql.connection.AdvisoryLock;
import dev.aicli.migrate.schema.ExecutionSettings.InterruptedStatement;
import dev.aicli.migrate.schema.ExecutionSettings.TransactionScope;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** What PostgreSQL alone has: indexes built concurrently, COPY, roles, locks that time out. */
class PostgreSqlExecutionIT {
    private static final ExecutionSettings IMPATIENT =
            new ExecutionSettings(Duration.ofMillis(600), Optional.empty(), 1, TransactionScope.MIGRATION);

    @TempDir
    Path folder;

    private SchemaProject project;

    @BeforeEach
    void createProject() {
        project = new SchemaProject(folder, PostgresServers.newDatabase());
    }

    @Test
    void anIndexIsBuiltConcurrentlyWithoutBeingAskedFor() {
        project.file("1_t.up.sql", "CREATE TABLE t (id int)")
                .file("2_i.up.sql", "SET maintenance_work_mem = '32MB';\nCREATE INDEX CONCURRENTLY t_id ON t (id);\n");
        project.up();
        assertThat(project.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_id'::regclass"))
                .isEqualTo("t");
        assertThat(project.query("SELECT count(*) FROM migration_progress")).isEqualTo("0");
    }

    @Test
    void anInvalidIndexIsReportedAndRebuiltByResume() {
        project.file("1_t.up.sql", "CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1);")
                .file("2_i.up.sql", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS t_id ON t (id);");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.PARTIAL);
            assertThat(e.details()).containsEntry("sqlstate", "23505");
        });
        assertThat(project.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_id'::regclass"))
                .isEqualTo("f");
        project.execute("DELETE FROM t");
        project.resume();
        assertThat(project.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_id'::regclass"))
                .isEqualTo("t");
        assertThat(project.head()).isEqualTo("2");
    }

    @Test
    void anInvalidLeftoverIsNotTakenForTheWantedIndex() {
        project.file("1_t.up.sql", "CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1);");
        project.up();
        try (Connection connection = project.database().connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id)"))
                    .isInstanceOf(SQLException.class);
            statement.execute("DELETE FROM t");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        project.file("2_i.up.sql", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS t_id ON t (id);");
        assertThatThrownBy(project::up).isInstanceOf(MigrateException.class).hasMessageContaining("is invalid");
        project.resume();
        assertThat(project.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_id'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void whatOneFileSetsDoesNotReachTheNext() {
        project.execute("CREATE ROLE leak_" + project.query("SELECT current_database()"));
        String role = "leak_" + project.query("SELECT current_database()");
        project.execute("GRANT ALL ON SCHEMA public TO " + role);
        project.file(
                        "1_leak.up.sql",
                        "SET TimeZone = 'Asia/Tokyo'; SET ROLE " + role
                                + "; SELECT pg_catalog.set_config('search_path', '', false); CREATE TEMP TABLE t (i int);"
                                + " SET standard_conforming_strings = off;")
                .file(
                        "2_see.up.sql",
                        "CREATE TABLE seen AS SELECT current_setting('TimeZone') AS zone, current_user::text AS who,"
                                + " current_setting('search_path') AS path;");
        project.up();
        assertThat(project.query("SELECT zone FROM seen")).isNotEqualTo("Asia/Tokyo");
        assertThat(project.query("SELECT who FROM seen")).isEqualTo("postgres");
        assertThat(project.query("SELECT path FROM seen")).contains("public");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    void inlineCopyDataAreStreamedAndABadRowIsNamedByItsLine() {
        project.file(
                "1_copy.up.sql",
                "CREATE TABLE t (id int, name text);\nCOPY t (id, name) FROM stdin;\n1\tone\n2\ttwo; not an end\n\\.\n"
                        + "SELECT 1;\n");
        project.up();
        assertThat(project.query("SELECT name FROM t ORDER BY id")).isEqualTo("one,two; not an end");
        project.file("2_bad.up.sql", "COPY t (id, name) FROM stdin;\n3\tthree\nfour\tfour\n\\.\n");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.location().orElseThrow()).hasToString("migrations/2_bad.up.sql:3");
            assertThat(e.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
        });
        assertThat(project.query("SELECT count(*) FROM t")).isEqualTo("2");
    }

    @Test
    void aSyntaxErrorIsFoundAtItsColumn() {
        project.file("1_bad.up.sql", "SELECT 1;\n-- a comment\n  CREATE TABEL t (id int);\n");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.location().orElseThrow()).hasToString("migrations/1_bad.up.sql:3:10");
            assertThat(e.details()).containsEntry("sqlstate", "42601");
        });
    }

    @Test
    void aStatementThatCannotRunInATransactionIsRefusedInsideTheFilesOwn() {
        project.file("1_t.up.sql", "CREATE TABLE before_it (id int)")
                .file("2_i.up.sql", "BEGIN;\nCREATE TABLE t (id int);\nVACUUM t;\nCOMMIT;\n");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.INVALID);
            assertThat(e.location().orElseThrow()).hasToString("migrations/2_i.up.sql:3:1");
        });
        assertThat(project.query("SELECT count(*) FROM pg_class WHERE relname = 'before_it'"))
                .isEqualTo("0");
    }

    @Test
    void aRunAsOneTransactionIsRefusedWhenAFileCannotBePartOfIt() {
        project.file("1_t.up.sql", "CREATE TABLE t (id int)")
                .file("2_i.up.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id);");
        ExecutionSettings oneTransaction =
                new ExecutionSettings(Duration.ofSeconds(5), Optional.empty(), 0, TransactionScope.RUN);
        assertThatThrownBy(() -> project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, oneTransaction))
                .isInstanceOfSatisfying(
                        MigrateException.class,
                        e -> assertThat(e.location().orElseThrow().file()).isEqualTo("migrations/2_i.up.sql"));
        assertThat(project.head()).isEqualTo("none");
    }

    @Test
    void aTableThatStaysLockedFailsTheRunAndNamesTheBlocker() throws SQLException {
        project.file("1_t.up.sql", "CREATE TABLE t (id int)");
        project.up();
        project.file("2_c.up.sql", "ALTER TABLE t ADD COLUMN c int");
        List<Integer> retries = new ArrayList<>();
        project.listening(new RunListener() {
            @Override
            public void stepRetried(Step step, int attempt, String reason) {
                retries.add(attempt);
            }
        });
        try (Connection blocker = project.database().connect();
                Statement statement = blocker.createStatement()) {
            statement.execute("SET application_name = 'the blocker'");
            statement.execute("BEGIN");
            statement.execute("LOCK TABLE t");
            assertThatThrownBy(() -> project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, IMPATIENT))
                    .isInstanceOfSatisfying(MigrateException.class, e -> {
                        assertThat(e.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
                        assertThat(e.details().get("blocked by"))
                                .contains("the blocker")
                                .contains("LOCK TABLE t");
                    });
            statement.execute("ROLLBACK");
        }
        assertThat(retries).containsExactly(1);
        project.up();
        assertThat(project.head()).isEqualTo("2");
    }

    @Test
    void transactionsOfTheFilesOwnRunAsWrittenAndResumeWhereTheyStopped() {
        project.file("1_two.up.sql", """
                BEGIN;
                CREATE TABLE one (id int);
                COMMIT;
                BEGIN;
                CREATE TABLE two (id int);
                INSERT INTO missing VALUES (1);
                COMMIT;
                """);
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.PARTIAL);
            assertThat(e.location().orElseThrow().line()).isEqualTo(6);
        });
        assertThat(project.query("SELECT relname FROM pg_class WHERE relname IN ('one', 'two')"))
                .isEqualTo("one");
        project.execute("CREATE TABLE missing (id int)");
        project.resume();
        assertThat(project.query("SELECT relname FROM pg_class WHERE relname IN ('one', 'two') ORDER BY 1"))
                .isEqualTo("one,two");
    }

    @Test
    void aProcedureThatCommitsRunsWhenTheFileAsksForNoTransaction() {
        project.file("1_p.up.sql", """
                        CREATE TABLE t (id int);
                        CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$
                        BEGIN
                          FOR i IN 1..3 LOOP
                            INSERT INTO t VALUES (i);
                            COMMIT;
                          END LOOP;
                        END $$;
                        """).file("2_call.up.sql", "CALL fill();");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.details()).containsEntry("sqlstate", "2D000");
            assertThat(e.nextStep().orElseThrow()).contains("no-transaction");
        });
        project.file("2_call.up.sql", "-- aicli: no-transaction\nCALL fill();");
        project.up();
        assertThat(project.query("SELECT count(*) FROM t")).isEqualTo("3");
    }

    @Test
    void aNewEnumValueIsUsedInTheFileThatAddsIt() {
        project.file("1_e.up.sql", "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (m mood);")
                .file("2_v.up.sql", "ALTER TYPE mood ADD VALUE 'happy';\nINSERT INTO t VALUES ('happy');\n");
        project.up();
        assertThat(project.query("SELECT m FROM t")).isEqualTo("happy");
    }

    @Test
    void noticesReachTheReport() {
        project.file("1_n.up.sql", "DO $$ BEGIN RAISE NOTICE 'look at this'; END $$;");
        assertThat(project.up().results().get(0).notices()).containsExactly("look at this");
    }

    @Test
    void aRehearsalShowsTheLocksAndSaysWhatItCannotTry() {
        project.file("1_t.up.sql", "CREATE TABLE t (id int)");
        project.up();
        project.file("2_c.up.sql", "ALTER TABLE t ADD COLUMN c int; UPDATE t SET c = 1;")
                .file("3_i.up.sql", "CREATE INDEX CONCURRENTLY t_c ON t (c)")
                .file("4_d.up.sql", "DROP TABLE t");
        List<DryRunStep> steps = project.dryRun();
        assertThat(steps.get(0).statements().get(0).locks())
                .extracting(lock -> lock.mode() + " " + lock.table())
                .contains("AccessExclusiveLock t");
        assertThat(steps.get(1).notTried().orElseThrow()).contains("CONCURRENTLY");
        assertThat(steps.get(2).statements().get(0).locks())
                .extracting(lock -> lock.mode() + " " + lock.table())
                .contains("AccessExclusiveLock t");
        assertThat(project.query("SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'c'"))
                .isEqualTo("0");
    }

    private void assertNothingStays(String script) {
        project.file("1_x.up.sql", script);
        assertThatThrownBy(project::up).isInstanceOf(MigrateException.class);
        assertThat(project.query("SELECT relname FROM pg_class WHERE relname IN ('a', 'b')"))
                .isEmpty();
        assertThat(project.head()).isEqualTo("none");
    }

    @Test
    void aSavepointDoesNotReviveAFailedMigration() {
        assertNothingStays("CREATE TABLE a (i int); SAVEPOINT s; INSERT INTO nope VALUES (1); ROLLBACK TO SAVEPOINT s;"
                + " CREATE TABLE b (i int);");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET client_encoding = 'LATIN1'",
                "SET NAMES 'win1252'",
                "SELECT pg_catalog.set_config('client_encoding', 'LATIN1', false)",
                "SET DateStyle = 'German, DMY'",
                "SET LOCAL datestyle TO sql, mdy",
            })
    void whatTheConnectionCannotTakeIsRefusedBeforeAnythingRuns(String change) {
        project.file("1_t.up.sql", "CREATE TABLE t (id int)").file("2_s.up.sql", "SELECT 1;\n" + change + ";\n");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.INVALID);
            assertThat(e.location().orElseThrow()).hasToString("migrations/2_s.up.sql:2:1");
        });
        assertThat(project.head()).isEqualTo("none");
    }

    @Test
    void settingsAsTheConnectionNeedsThemAreTaken() {
        project.file(
                "1_s.up.sql",
                "SET client_encoding = 'UTF8'; SET NAMES 'utf-8'; SET DateStyle = 'ISO, DMY'; SET datestyle TO dmy;"
                        + " CREATE TABLE t AS SELECT '31.12.2024'::date AS d;");
        project.up();
        assertThat(project.query("SELECT d::text FROM t")).isEqualTo("2024-12-31");
    }

    @Test
    void aCallWhoseOutcomeNobodyKnowsIsRepeatedOnlyWhenToldTo() {
        project.file(
                        "1_t.up.sql",
                        "CREATE TABLE t (i int); CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES"
                                + " (1); COMMIT; PERFORM 1 / (SELECT count(*) FROM go); END $$;")
                .file("2_call.up.sql", "-- aicli: no-transaction\nCALL p();\nINSERT INTO t VALUES (2);\n");
        assertThatThrownBy(project::up)
                .isInstanceOfSatisfying(
                        MigrateException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.PARTIAL));
        assertThat(project.stoppedAt().orElseThrow().mayHaveRun()).isFalse();
        // As a killed run leaves it: sent, and no word of what came of it.
        project.execute("DELETE FROM migration_history WHERE status = 'failed'");
        project.execute("CREATE TABLE go AS SELECT 1");
        assertThat(project.stoppedAt().orElseThrow().mayHaveRun()).isTrue();

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(project::resume).isInstanceOfSatisfying(MigrateException.class, e -> {
                assertThat(e.exitCode()).isEqualTo(ExitCode.PARTIAL);
                assertThat(e.location().orElseThrow()).hasToString("migrations/2_call.up.sql:2:1");
                assertThat(e.nextStep().orElseThrow()).contains("--interrupted again", "--interrupted done");
            });
        }
        assertThat(project.query("SELECT i FROM t")).isEqualTo("1");
        project.resume(InterruptedStatement.DONE);
        assertThat(project.query("SELECT i FROM t ORDER BY i")).isEqualTo("1,2");
        assertThat(project.head()).isEqualTo("2");
    }

    @Test
    void aSessionThatOutlivesItsRunKeepsTheNextOneWaiting() throws Exception {
        project.file("1_t.up.sql", "CREATE TABLE t (id int)");
        RunOptions impatient = new RunOptions(false, Duration.ofMillis(200));
        try (Connection orphan = project.database().connect();
                Statement statement = orphan.createStatement()) {
            int backend = orphan.unwrap(PGConnection.class).getBackendPID();
            statement.execute(AdvisoryLock.atWork(backend));
            // Refused, and shown all the same as what the session did last; longer than what is shown of it.
            assertThatThrownBy(() -> statement.execute("SELECT password '" + "s3cret".repeat(50) + "'"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> project.run(new Goal.UpToLatest(), impatient, ExecutionSettings.DEFAULT))
                    .isInstanceOfSatisfying(MigrateException.class, e -> {
                        assertThat(e.exitCode()).isEqualTo(ExitCode.LOCKED);
                        assertThat(e)
                                .hasMessageContaining("pid " + backend)
                                .hasMessageContaining("SELECT password '***'")
                                .hasMessageNotContaining("s3cret");
                    });
        }
        project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, ExecutionSettings.DEFAULT);
        assertThat(project.head()).isEqualTo("1");
    }

    @Test
    void whatOnlyTheDriverRefusesIsNotCommitted() {
        assertNothingStays("CREATE TABLE a (i int); COPY a TO STDOUT; CREATE TABLE b (i int);");
    }

    @Test
    void aChainedTransactionDoesNotHideAFailure() {
        project.file(
                "1_x.up.sql",
                "BEGIN; CREATE TABLE a (i int); INSERT INTO nope VALUES (1); COMMIT AND CHAIN; CREATE TABLE b (i int);"
                        + " COMMIT;");
        assertThatThrownBy(project::up).isInstanceOf(MigrateException.class);
        assertThat(project.query("SELECT relname FROM pg_class WHERE relname IN ('a', 'b')"))
                .isEmpty();
        assertThat(project.history().rows()).noneMatch(row -> row.entry().status() != Status.SUCCESS);
        project.execute("CREATE TABLE nope (i int)");
        project.up();
        assertThat(project.query("SELECT relname FROM pg_class WHERE relname IN ('a', 'b') ORDER BY 1"))
                .isEqualTo("a,b");
    }

    @Test
    void aLongStatementBehindLongAnswersDoesNotBlock() {
        project.file(
                "1_x.up.sql",
                "CREATE TABLE a (t text);\n" + "SELECT repeat('x', 2000000);\n".repeat(3) + "INSERT INTO a VALUES ('"
                        + "y".repeat(8_000_000) + "');");
        project.up();
        assertThat(project.query("SELECT length(t) FROM a")).isEqualTo("8000000");
    }

    @Test
    void aSchemaNamedLikeTheUserDoesNotHideTheHistory() {
        project.file("1_x.up.sql", "CREATE SCHEMA postgres; CREATE TABLE public.a (i int);");
        project.up();
        assertThat(project.head()).isEqualTo("1");
        assertThat(project.up().nothingToDo()).isTrue();
    }

    @Test
    void progressIsRecordedWhateverRoleTheScriptTakes() {
        String role = "low_" + project.query("SELECT current_database()");
        project.execute("CREATE ROLE " + role);
        project.file(
                "1_x.up.sql",
                "CREATE TABLE a (i int); ALTER TABLE a OWNER TO " + role + "; GRANT CREATE ON SCHEMA public TO " + role
                        + ";\nSET ROLE " + role
                        + ";\nCREATE INDEX CONCURRENTLY a_i ON a (i);\nCREATE TABLE b (i int);");
        project.up();
        assertThat(project.query("SELECT tableowner FROM pg_tables WHERE tablename = 'b'"))
                .isEqualTo(role);
    }

    @Test
    void theIsolationLevelOfAWrappedFileIsKept() {
        project.file(
                "1_x.up.sql",
                "BEGIN ISOLATION LEVEL SERIALIZABLE; CREATE TABLE a AS SELECT current_setting('transaction_isolation') AS"
                        + " level; COMMIT;");
        project.up();
        assertThat(project.query("SELECT level FROM a")).isEqualTo("serializable");
    }

    @Test
    void aDeferredConstraintFailsTheRehearsalAsItFailsTheRun() {
        project.file(
                "1_x.up.sql",
                "CREATE TABLE p (i int PRIMARY KEY); CREATE TABLE c (i int REFERENCES p DEFERRABLE INITIALLY DEFERRED);"
                        + " INSERT INTO c VALUES (42);");
        assertThat(project.dryRun().get(0).failure()).isPresent();
        assertThatThrownBy(project::up).isInstanceOf(MigrateException.class);
        assertThat(project.head()).isEqualTo("none");
    }

    @Test
    void anErrorThatAScriptRaisesIsNoLostConnection() {
        project.file("1_x.up.sql", "DO $$ BEGIN RAISE EXCEPTION 'x' USING errcode = '08006'; END $$;");
        assertThatThrownBy(project::up)
                .isInstanceOfSatisfying(
                        MigrateException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD COLUMN c int;",
                "-- aicli: no-transaction\nCREATE TABLE before_it (i int);\nALTER TABLE t ADD COLUMN c int;",
                "CREATE INDEX CONCURRENTLY t_id ON u (id);\nSET statement_timeout = '1min';\n"
                        + "ALTER TABLE t ADD COLUMN c int;",
                "BEGIN; CREATE TABLE before_it (i int); COMMIT; BEGIN; CREATE TABLE within_it (i int);"
                        + " ALTER TABLE t ADD COLUMN c int; COMMIT;",
                "BEGIN; CREATE TABLE before_it (i int); COMMIT AND CHAIN; ALTER TABLE t ADD COLUMN c int; COMMIT;",
                "-- aicli: no-transaction\nVACUUM FULL t;\nALTER TABLE t ADD COLUMN c int;",
                "BEGIN; LOCK TABLE t NOWAIT; ALTER TABLE t ADD COLUMN c int; COMMIT;",
            })
    void whoeverHoldsALockIsNamedAndTheMigrationGoesOnWhenItIsGone(String script) throws SQLException {
        project.file("1_t.up.sql", "CREATE TABLE t (id int); CREATE TABLE u (id int);");
        project.up();
        project.file("2_c.up.sql", script).file("3_d.up.sql", "CREATE TABLE behind_it (i int);");
        for (TransactionScope scope : TransactionScope.values()) {
            boolean canBeOne = !script.contains("no-transaction")
                    && !script.contains("CONCURRENTLY")
                    && script.split("COMMIT").length < 3;
            if (scope == TransactionScope.RUN && !canBeOne) {
                continue;
            }
            try (Connection blocker = project.database().connect();
                    Statement statement = blocker.createStatement()) {
                statement.execute("SET application_name = 'the blocker'");
                statement.execute("BEGIN; LOCK TABLE t IN ROW EXCLUSIVE MODE");
                ExecutionSettings once = new ExecutionSettings(Duration.ofMillis(300), Optional.empty(), 0, scope);
                boolean left = script.contains("before_it") || script.contains("VACUUM") || !canBeOne;
                assertThatThrownBy(() -> project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, once))
                        .isInstanceOfSatisfying(MigrateException.class, e -> {
                            assertThat(e.exitCode()).isEqualTo(left ? ExitCode.PARTIAL : ExitCode.MIGRATION_FAILED);
                            assertThat(String.valueOf(e.details().get("blocked by")))
                                    .contains("the blocker", "LOCK TABLE t");
                        });
                List<Integer> retries = new ArrayList<>();
                project.listening(new RunListener() {
                    @Override
                    public void stepRetried(Step step, int attempt, String reason) {
                        retries.add(attempt);
                        try {
                            statement.execute("ROLLBACK");
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                });
                ExecutionSettings again = new ExecutionSettings(Duration.ofMillis(300), Optional.empty(), 3, scope);
                if (left) {
                    project.resume(again);
                }
                project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, again);
                assertThat(retries).isNotEmpty();
                project.listening(RunListener.SILENT);
            }
            assertThat(project.query(
                            "SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass" + " AND attname = 'c'"))
                    .isEqualTo("1");
            assertThat(project.head()).isEqualTo("3");
            assertThat(project.verifyHistory().fault()).isEmpty();
            project.execute("ALTER TABLE t DROP COLUMN c; DROP TABLE behind_it;"
                    + " DROP TABLE IF EXISTS before_it, within_it; DROP INDEX IF EXISTS t_id");
            project.force("1");
        }
    }

    @Test
    void aDeadlockNamesTheOther() throws Exception {
        project.file("1_t.up.sql", "CREATE TABLE a (i int); CREATE TABLE b (i int);");
        project.up();
        project.file("2_d.up.sql", "LOCK TABLE a; SELECT pg_advisory_xact_lock(7); LOCK TABLE b;");
        try (Connection other = project.database().connect();
                Statement statement = other.createStatement()) {
            statement.execute("SET application_name = 'the other'; SET deadlock_timeout = '1min'");
            statement.execute("BEGIN; LOCK TABLE b; SELECT pg_advisory_xact_lock(7)");
            Thread crossing = new Thread(() -> {
                try {
                    while (!project.query("SELECT count(*) FROM pg_locks WHERE relation = 'a'::regclass")
                            .equals("1")) {
                        Thread.sleep(20);
                    }
                    statement.execute("LOCK TABLE a");
                    statement.execute("COMMIT");
                } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            crossing.start();
            ExecutionSettings once =
                    new ExecutionSettings(Duration.ofSeconds(60), Optional.empty(), 0, TransactionScope.MIGRATION);
            assertThatThrownBy(() -> project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, once))
                    .isInstanceOfSatisfying(MigrateException.class, e -> {
                        assertThat(e.details()).containsEntry("sqlstate", "40P01");
                        assertThat(String.valueOf(e.details().get("blocked by")))
                                .contains("the other");
                    });
            crossing.join();
        }
    }

    @Test
    void whatCannotBeginHasNotBegun() {
        project.file("1_t.up.sql", "CREATE TABLE t (id int)");
        project.up();
        String name = project.query("SELECT current_database()");
        project.file("2_i.up.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id);");
        project.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
            assertThat(e.details()).containsEntry("sqlstate", "25006");
            assertThat(e.nextStep().orElseThrow()).contains("default_transaction_read_only");
        });
        project.execute("BEGIN; SET TRANSACTION READ WRITE; ALTER DATABASE " + name
                + " RESET default_transaction_read_only; COMMIT");
        assertThat(project.stoppedAt()).isEmpty();
        project.up();
        assertThat(project.head()).isEqualTo("2");
    }

    @Test
    void aFirstStatementThatFailsInATransactionOfItsOwnLeavesNothing() {
        project.file("1_x.up.sql", "-- aicli: no-transaction\nSET search_path = public;\nCREATE TABLE a (i nosuch);");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
            assertThat(e.nextStep().orElseThrow()).contains("left nothing behind");
        });
        project.file("1_x.up.sql", "-- aicli: no-transaction\nSET search_path = public;\nCREATE TABLE a (i int);");
        project.up();
        assertThat(project.head()).isEqualTo("1");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }

    @Test
    void aRefusedResumeLeavesTheCauseThatIsKnown() {
        String done = "-- aicli: no-transaction\nCREATE TABLE a (i int);\n";
        project.file("1_x.up.sql", done + "INSERT INTO nope VALUES (1);");
        assertThatThrownBy(project::up).isInstanceOf(MigrateException.class);
        long rows = project.history().rows().size();
        project.file("1_x.up.sql", done.replace("i int", "i bigint") + "INSERT INTO nope VALUES (1);");
        assertThatThrownBy(project::resume)
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("was changed since");
        assertThat(project.history().rows()).hasSize((int) rows);
        String known = project.inspect(
                inspection -> Partials.describe(inspection.state().partial().orElseThrow()));
        assertThat(known).contains("nope", "1 of 2");
    }

    @Test
    void aRunAsOneTransactionThatFailsHasDoneNothing() {
        project.file("1_a.up.sql", "CREATE TABLE a (i int);").file("2_b.up.sql", "INSERT INTO nope VALUES (1);");
        List<String> finished = new ArrayList<>();
        project.listening(new RunListener() {
            @Override
            public void stepFinished(StepResult result) {
                finished.add(result.step().migration().version().text());
            }
        });
        ExecutionSettings oneTransaction =
                new ExecutionSettings(Duration.ofSeconds(5), Optional.empty(), 0, TransactionScope.RUN);
        assertThatThrownBy(() -> project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, oneTransaction))
                .isInstanceOf(MigrateException.class);
        assertThat(finished).isEmpty();
        project.file("2_b.up.sql", "CREATE TABLE b (i int);");
        project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, oneTransaction);
        assertThat(finished).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TYPE mood ADD VALUE 'happy';",
                "BEGIN; ALTER TYPE mood ADD VALUE 'happy'; COMMIT;",
                "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'happy';"
            })
    void anEnumValueOfAnEarlierFileIsForetoldForARunAsOneTransaction(String addition) {
        project.file("1_e.up.sql", "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (m mood);");
        project.up();
        project.file("2_v.up.sql", addition)
                .file("3_o.up.sql", "CREATE TABLE other (i int);")
                .file("4_u.up.sql", "SELECT 1;\nINSERT INTO t VALUES ('happy');");
        ExecutionSettings oneTransaction =
                new ExecutionSettings(Duration.ofSeconds(5), Optional.empty(), 0, TransactionScope.RUN);
        assertThatThrownBy(() -> project.run(new Goal.UpToLatest(), RunOptions.DEFAULT, oneTransaction))
                .isInstanceOfSatisfying(MigrateException.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(ExitCode.INVALID);
                    assertThat(e).hasMessageContaining("happy").hasMessageContaining("2_v.up.sql");
                    assertThat(e.location().orElseThrow()).hasToString("migrations/4_u.up.sql:2:1");
                    assertThat(e.nextStep().orElseThrow()).contains("--transaction run");
                });
        project.up();
        assertThat(project.query("SELECT m FROM t")).isEqualTo("happy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TEMP TABLE w AS SELECT 1 AS i;", "SELECT 1 AS i INTO TEMPORARY w;"})
    void resumeSaysWhichTemporaryTableIsLost(String temporary) {
        String done = "-- aicli: no-transaction\n" + temporary + "\nPREPARE answer AS SELECT 42;\n";
        String rest = "INSERT INTO target SELECT i FROM w;\nEXECUTE answer;\n";
        project.file("1_x.up.sql", done + rest);
        assertThatThrownBy(project::up).isInstanceOf(MigrateException.class);
        project.execute("CREATE TABLE target (i int)");
        assertThatThrownBy(project::resume).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(ExitCode.PARTIAL);
            assertThat(e).hasMessageContaining("needs w, which line 2 made for its session only");
            assertThat(e.location().orElseThrow()).hasToString("migrations/1_x.up.sql:4:1");
        });
        project.file("1_x.up.sql", done + temporary + rest);
        project.resume();
        assertThat(project.query("SELECT i FROM target")).isEqualTo("1");
        assertThat(project.head()).isEqualTo("1");
    }

    /** A block raises any state there is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            25001 | no-transaction | correct the file
            25006 | primary        | correct the file
            40001 | run the same command again | correct the file
            42501 | grant          | correct the file
            42P01 | correct the file | fresh session
            23505 | the data       | nothing else
            53100 | disk           | correct the file
            53200 | memory         | correct the file
            55006 | nobody else    | correct the file
            55P04 | later migration | correct the file
            57014 | --statement-timeout | correct the file
            58P01 | install        | correct the file
            HV000 | other server   | correct the file
            P0001 | the data       | fresh session
            XX000 | server's log   | correct the file
            ZZ999 | cause is gone  | correct the file
            """)
    void theAdviceFollowsTheState(String state, String advice, String notThis) {
        project.file("1_raise.up.sql", "DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '" + state + "'; END $$;");
        assertThatThrownBy(project::up)
                .isInstanceOfSatisfying(
                        MigrateException.class,
                        e -> assertThat(e.nextStep().orElseThrow())
                                .contains("left nothing behind", advice)
                                .doesNotContain(notThis));
    }

    @Test
    void aPathThatAnEarlierFileOfTheRunSetIsNamedWhereANameIsNotFound() {
        project.file("1_s.up.sql", "CREATE SCHEMA s; SET search_path = s; CREATE TABLE t (i int);")
                .file("2_t.up.sql", "INSERT INTO t VALUES (1);");
        assertThatThrownBy(project::up)
                .isInstanceOfSatisfying(
                        MigrateException.class,
                        e -> assertThat(e.nextStep().orElseThrow()).contains("fresh session"));
    }

    @Test
    void whatCannotRunInATransactionAndDoesNotLookLikeItIsSaidHowToRun() {
        project.file(
                "1_p.up.sql",
                "CREATE TABLE p (i int) PARTITION BY RANGE (i);"
                        + " CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (9); CREATE INDEX ON p (i);");
        project.up();
        project.file("2_r.up.sql", "REINDEX TABLE p;");
        assertThatThrownBy(project::up).isInstanceOfSatisfying(MigrateException.class, e -> {
            assertThat(e.details()).containsEntry("sqlstate", "25001");
            assertThat(e.nextStep().orElseThrow()).contains("-- aicli: no-transaction");
        });
        project.file("2_r.up.sql", "-- aicli: no-transaction\nREINDEX TABLE p;");
        project.up();
        assertThat(project.head()).isEqualTo("2");
    }
}
