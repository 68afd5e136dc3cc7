package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.LockAttempt;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunLocks;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.testing.PgBouncer;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The holder of the lock gives signs of life, and who is gone does not keep it. */
class LockHolderIT {
    @TempDir
    Path folder;

    /** A hook or a backup that takes its time. */
    private record Pause(Duration length) implements RunParticipant {
        @Override
        public RunStamp beforeRun(RunStamp stamp, Plan plan) {
            try {
                Thread.sleep(length.toMillis());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return stamp;
        }
    }

    @Test
    void aServerThatEndsIdleSessionsDoesNotEndOurs() {
        SchemaProject project = new SchemaProject(folder, PostgresServers.newDatabase());
        project.execute("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET idle_session_timeout = ''1s''',"
                + " current_database()); END $$");
        project.with(new Pause(Duration.ofMillis(1_500)))
                .file("1_t.up.sql", "CREATE TABLE t1 AS SELECT 1 AS id FROM pg_sleep(1.5);\nSELECT pg_sleep(1.5);\n")
                .file("2_t.up.sql", "CREATE TABLE t2 AS SELECT 1 AS id FROM pg_sleep(1.5);\nSELECT pg_sleep(1.5);\n")
                .up();
        assertThat(project.head()).isEqualTo("2");
    }

    @Test
    void theServerAsksWhetherWeAreThereWhateverAScriptResets() throws Exception {
        SchemaProject project = new SchemaProject(folder, PostgresServers.newDatabase());
        try (Connection connection = project.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DISCARD ALL");
            try (var row =
                    statement.executeQuery("SELECT current_setting('tcp_keepalives_idle')::int BETWEEN 1 AND 60")) {
                assertThat(row.next() && row.getBoolean(1)).isTrue();
            }
        }
    }

    @Test
    void aPoolOfOneConnectionIsSaidToBeOne() {
        String url = PostgresServers.newDatabase();
        try (PgBouncer bouncer = PgBouncer.start(folder, url, 1, "session")) {
            SchemaProject project = new SchemaProject(folder, bouncer.through(url)).file("1_t.up.sql", "SELECT 1;\n");
            assertThatThrownBy(project::up).isInstanceOfSatisfying(ConnectionException.class, e -> {
                assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
                assertThat(e.getMessage()).contains("gives no second connection");
            });
        }
    }

    private RunLock lock(SchemaProject project, Connection connection) {
        HistoryNames names = HistoryNames.locate(project.database(), connection, Optional.empty(), "");
        return RunLocks.of(project.database(), connection, names, "a test");
    }

    private Cli.Result cli(String url, String... arguments) {
        return new Cli(folder)
                .environment(Map.of("AICLI_DATABASE_URL", url, "AICLI_LOCK_WAIT", "0s"))
                .run(arguments);
    }

    @Test
    void onPostgreSqlTheLockIsTakenFromALivingHolderByForceOnly() throws Exception {
        unlock(PostgresServers.newDatabase());
    }

    @Test
    void onSqliteTheLockIsTakenFromALivingHolderByForceOnly() throws Exception {
        unlock("sqlite:" + folder.resolve("locked.db"));
    }

    private void unlock(String url) throws Exception {
        SchemaProject project = new SchemaProject(folder, url).file("1_t.up.sql", "CREATE TABLE t (id int);\n");
        assertThat(cli(url, "migrate", "unlock").output()).contains("Nobody holds the migration lock");
        project.up();
        project.file("2_t.up.sql", "CREATE TABLE t2 (id int);\n");
        try (Connection connection = project.database().connect();
                RunLock held = lock(project, connection)) {
            assertThat(held.tryAcquire().acquired()).isTrue();
            try (RunLock second = lock(project, connection)) {
                LockAttempt attempt = second.tryAcquire();
                assertThat(attempt.acquired()).isFalse();
                assertThat(attempt.other().orElseThrow()).contains("last sign of life");
            }
            assertThat(cli(url, "migrate", "up").error()).contains("last sign of life", "migrate unlock");
            assertThat(cli(url, "migrate", "unlock", "--yes"))
                    .satisfies(result -> assertThat(result.exitCode()).isEqualTo(6))
                    .satisfies(result -> assertThat(result.error()).contains("the holder of the migration lock lives"));
            assertThat(cli(url, "migrate", "unlock", "--force").exitCode())
                    .as("asks before")
                    .isEqualTo(2);
            assertThat(cli(url, "migrate", "unlock", "--force", "--yes", "--output", "json")
                            .output())
                    .contains("\"unlocked\" : true");
            assertThat(cli(url, "migrate", "up", "--no-backup").exitCode()).isZero();
            assertThat(mayGoOn(held, connection)).isFalse();
        }
    }

    /** {@return whether the former holder's next transaction would be let through} */
    private static boolean mayGoOn(RunLock held, Connection connection) throws Exception {
        if (held.fence().isEmpty()) {
            // The session that had it is gone, which the next sign of life finds out.
            await().until(() -> !held.stillHeld());
            return false;
        }
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(held.fence().orElseThrow().query())) {
            return row.next();
        } catch (MigrateException e) {
            return false;
        }
    }
}
