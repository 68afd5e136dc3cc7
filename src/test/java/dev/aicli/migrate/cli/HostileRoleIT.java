package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.HostileRole;
import dev.aicli.migrate.testing.PgBouncer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program runs as a superuser in a database in which another role may create objects, and runs nothing of that
 * role's. The scripts here use nothing that has to be looked for along the search path.
 */
class HostileRoleIT {
    /** That of a run. */
    private static final long LOCK_KEY = 0x6169636C69L;

    @TempDir
    private Path root;

    private Installation installation(String url) {
        Installation installation = Installation.at(root, url);
        return installation
                .releases("requires: {privileges: [CREATE ON SCHEMA public, CREATEDB, SELECT ON TABLE t1,"
                        + " MEMBER OF pg_monitor], extensions: [{name: plpgsql}]}\n")
                .migration(
                        "001_t1",
                        "CREATE TABLE t1 (id INTEGER PRIMARY KEY, v VARCHAR(20));\nINSERT INTO t1 VALUES (1, 'one');",
                        "DROP TABLE t1;")
                .migration(
                        "002_w",
                        "ALTER TABLE t1 ADD COLUMN w VARCHAR(20);\nUPDATE t1 SET w = 'w';",
                        "ALTER TABLE t1 DROP COLUMN w;")
                .migration("004_i", "CREATE INDEX CONCURRENTLY t2_i ON t2 (id);", "DROP INDEX CONCURRENTLY t2_i;");
    }

    /** A new command belongs into this list. With an exit code before it where that is another than 0. */
    @Test
    void noCommandUsesAnythingThatAnotherRoleMade() {
        HostileRole hostile = HostileRole.amongShadows();
        Installation installation = installation(hostile.databaseUrl());
        List<String> commands = List.of(
                "migrate status",
                "migrate up --sql",
                "release status",
                "upgrade --target-version 1.0.0 --plan",
                "upgrade --target-version 1.0.0 --yes --no-backup",
                "release list",
                "check-compatibility --target-version 2.0.0",
                "check-compatibility --app-version 1.0.0",
                "migrate dry-run",
                "upgrade --target-version 2.0.0 --yes",
                "rollback --plan",
                "rollback --yes --no-backup",
                "migrate up --no-backup",
                "migrate up",
                "migrate list",
                "migrate version",
                "migrate validate",
                "migrate repair",
                "migrate resume",
                "migrate unlock",
                "db verify",
                "db status",
                "db create",
                "migrate redo --yes --no-backup",
                "migrate down --all --yes --no-backup",
                "migrate up --target-version 3 --transaction run",
                "db migrate --no-backup",
                "db rollback --steps 1 --yes --no-backup",
                "migrate force --version 4 --yes",
                "migrate unmark 4 --yes",
                "migrate mark 4 --yes",
                "config up --no-backup",
                "config status",
                "config version",
                "config validate",
                "config down --yes --no-backup",
                "config dry-run",
                "history",
                "history verify",
                "history verify --accept",
                "backup create",
                "backup list",
                "backup verify latest --restore",
                "backup restore latest --yes --terminate-sessions",
                "release status",
                "migrate status",
                "backup prune --keep 1");
        for (String command : commands) {
            Cli.Result result = installation.run(command.split(" "));
            assertThat(result.exitCode())
                    .as(command + ":\n" + result.output() + result.error())
                    .isZero();
            assertThat(hostile.used()).as(command).isEmpty();
        }
    }

    private void run(Map<String, String> environment, int exitCode, String commandLine) throws Exception {
        PackagedProgram.Result result = PackagedProgram.run(root, environment, commandLine.split(" "));
        assertThat(result.exitCode())
                .as(commandLine + ":\n" + result.output() + result.error())
                .isEqualTo(exitCode);
    }

    /** Who is in the way is asked for by statements of our own too. */
    @Test
    void norTheProgramWhenOthersAreInItsWay() throws Exception {
        HostileRole hostile = HostileRole.amongShadows();
        Map<String, String> environment = installation(hostile.databaseUrl()).environment();
        run(environment, 0, "migrate up --target-version 1 --no-backup");
        try (Connection other = DriverManager.getConnection(hostile.jdbcUrl());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN; LOCK TABLE public.t1 IN ACCESS EXCLUSIVE MODE");
            run(environment, 1, "migrate up --no-backup --lock-timeout 100ms --lock-retries 0");
            run(environment, 0, "check-compatibility --app-version 1.0.0");
            statement.execute("ROLLBACK");
            statement.execute("SELECT pg_catalog.pg_advisory_lock(" + LOCK_KEY + ")");
            run(environment, 6, "migrate up --no-backup --lock-wait 1s");
            run(environment, 6, "migrate unlock");
        }
        run(environment, 0, "migrate down --all --yes --no-backup");
        run(environment, 0, "migrate baseline --version 2 --history-prefix other_");
        assertThat(hostile.used()).isEmpty();
    }

    @Test
    void norBehindAPooler() throws Exception {
        HostileRole hostile = HostileRole.amongShadows();
        String url = hostile.databaseUrl();
        Path folder = Files.createDirectory(root.resolve("pooler"));
        try (PgBouncer pooler = PgBouncer.start(folder, url, 4)) {
            Map<String, String> environment = new HashMap<>(installation(url).environment());
            environment.put("AICLI_DATABASE_URL", pooler.through(url));
            for (String command : List.of(
                    "migrate up --no-backup",
                    "migrate status",
                    "migrate redo --yes --no-backup",
                    "migrate down --all --yes --no-backup",
                    "history verify")) {
                run(environment, 0, command);
                assertThat(hostile.used()).as(command).isEmpty();
            }
        }
    }
}
