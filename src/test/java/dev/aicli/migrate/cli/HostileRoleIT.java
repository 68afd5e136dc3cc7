package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.HostileRole;
import dev.aicli.migrate.testing.PgBouncer;
import dev.aicli.migrate.testing.PostgresServers;
import java.nio.file.Path;
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

    private void run(Map<String, String> environment, String commandLine) throws Exception {
        PackagedProgram.Result result = PackagedProgram.run(root, environment, commandLine.split(" "));
        assertThat(result.exitCode())
                .as(commandLine + ":\n" + result.output() + result.error())
                .isZero();
    }

    /** A new command belongs into this list. */
    @Test
    void noCommandUsesAnythingThatAnotherRoleMade() throws Exception {
        String url = PostgresServers.newDatabase();
        HostileRole hostile = HostileRole.in(url);
        hostile.shadowEverything();
        Map<String, String> environment = installation(url).environment();
        List<String> commands = List.of(
                "migrate status",
                "migrate dry-run",
                "release status",
                "upgrade --target-version 1.0.0 --plan",
                "upgrade --target-version 1.0.0 --yes",
                "release list",
                "check-compatibility --target-version 2.0.0",
                "check-compatibility --app-version 1.0.0",
                "migrate dry-run",
                "upgrade --target-version 2.0.0 --yes",
                "rollback --plan",
                "rollback --yes",
                "migrate up",
                "migrate up",
                "migrate list",
                "migrate version",
                "migrate validate",
                "migrate repair",
                "migrate resume",
                "db verify",
                "db status",
                "migrate redo --yes",
                "migrate down --all --yes",
                "migrate up --target-version 3 --transaction run",
                "db migrate",
                "db rollback --steps 1 --yes",
                "migrate force --version 4 --yes",
                "config up",
                "config status",
                "config version",
                "config validate",
                "config down --yes",
                "config dry-run",
                "config up",
                "history",
                "history verify",
                "backup create",
                "backup list",
                "backup verify latest --restore",
                "backup restore latest --yes --terminate-sessions",
                "release status",
                "migrate status",
                "backup prune --keep 1");
        for (String command : commands) {
            run(environment, command);
            assertThat(hostile.used()).as(command).isEmpty();
        }
    }

    @Test
    void norBehindAPooler() throws Exception {
        String url = PostgresServers.newDatabase();
        HostileRole hostile = HostileRole.in(url);
        hostile.shadowEverything();
        Path folder = java.nio.file.Files.createDirectory(root.resolve("pooler"));
        try (PgBouncer pooler = PgBouncer.start(folder, url, 4)) {
            Map<String, String> environment = new HashMap<>(installation(url).environment());
            environment.put("AICLI_DATABASE_URL", pooler.through(url));
            for (String command : List.of(
                    "migrate up --no-backup",
                    "migrate status",
                    "migrate redo --yes --no-backup",
                    "migrate down --all --yes --no-backup",
                    "history verify")) {
                run(environment, command);
                assertThat(hostile.used()).as(command).isEmpty();
            }
        }
    }
}
