package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed, without a chance to clean up, at random moments of its run, until one run comes through. What
 * is there then must be what an undisturbed run makes. {@code -Dkills=500} kills so many times.
 */
class KilledRunsIT {
    private static final int KILLS = Integer.getInteger("kills", 8);
    private static final long SEED = Long.getLong("seed", 20_250_801L);
    private static final int MIGRATIONS = 30;

    private static final String POSTGRESQL_STATE = """
            SELECT c.relname || ' ' || c.relkind::text || ' ' || coalesce(i.indisvalid::text, '') || ' '
                || coalesce((SELECT string_agg(a.attname, ',' ORDER BY a.attnum) FROM pg_attribute a
                             WHERE a.attrelid = c.oid AND a.attnum > 0), '')
            FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relname !~ '^(migration_|schema_version)' ORDER BY 1
            """;

    private static final String SQLITE_STATE = """
            SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master
            WHERE name NOT LIKE 'migration_%' AND name <> 'schema_version' AND name NOT LIKE 'sqlite_%' ORDER BY 1
            """;

    @TempDir
    Path folder;

    @Test
    void onPostgreSql() throws Exception {
        killUntilDone(this::postgresMigrations, PostgresServers::newDatabase, POSTGRESQL_STATE);
    }

    @Test
    void onSqlite() throws Exception {
        int[] count = {0};
        killUntilDone(
                this::sqliteMigrations, () -> "sqlite:" + folder.resolve("killed" + ++count[0] + ".db"), SQLITE_STATE);
    }

    private interface Migrations {
        void write(SchemaProject project);
    }

    private interface NewDatabase {
        String url();
    }

    private void killUntilDone(Migrations migrations, NewDatabase databases, String stateQuery) throws Exception {
        Random random = new Random(SEED);
        SchemaProject undisturbed = new SchemaProject(folder, databases.url());
        migrations.write(undisturbed);
        long start = System.nanoTime();
        String url = databases.url();
        assertThat(run(url, "migrate", "up").exitCode()).isZero();
        long longest = (System.nanoTime() - start) / 1_000_000;
        undisturbed.up();
        String expected = state(undisturbed, stateQuery);

        int kills = 0;
        while (kills < KILLS) {
            String fresh = databases.url();
            SchemaProject project = new SchemaProject(folder, fresh);
            boolean done = false;
            for (int attempt = 0; !done && attempt < 50; attempt++) {
                String command = partial(project) ? "resume" : "up";
                Process process =
                        PackagedProgram.start(folder, Map.of("AICLI_DATABASE_URL", fresh), "migrate", command);
                if (kills < KILLS && !process.waitFor(longest / 4 + random.nextLong(longest), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    process.waitFor();
                    kills++;
                } else {
                    process.waitFor();
                    assertThat(process.exitValue())
                            .as("exit code of %s", command)
                            .isIn(0, 7);
                    done = process.exitValue() == 0 && command.equals("up");
                }
            }
            assertThat(state(project, stateQuery)).isEqualTo(expected);
            assertThat(project.verifyHistory().fault()).isEmpty();
            assertThat(project.query("SELECT count(*) || '/' || count(DISTINCT version) FROM migration_history"
                            + " WHERE action = 'up' AND status = 'success'"))
                    .isEqualTo(MIGRATIONS + "/" + MIGRATIONS);
        }
    }

    private static boolean partial(SchemaProject project) {
        return project.inspect(inspection -> inspection.state().partial().isPresent());
    }

    private static String state(SchemaProject project, String query) {
        return project.query(query) + "\n" + project.query("SELECT id FROM log ORDER BY id");
    }

    private PackagedProgram.Result run(String url, String... arguments) throws IOException, InterruptedException {
        return PackagedProgram.run(folder, Map.of("AICLI_DATABASE_URL", url), arguments);
    }

    private void postgresMigrations(SchemaProject project) {
        project.file("001_log.up.sql", "CREATE TABLE log (id text PRIMARY KEY);");
        for (int n = 2; n <= MIGRATIONS; n++) {
            String name = String.format("%03d_step.up.sql", n);
            switch (n % 3) {
                case 0 -> project.file(name, "CREATE INDEX CONCURRENTLY t" + (n - 1) + "_v ON t" + (n - 1) + " (v);");
                case 1 ->
                    project.file(
                            name,
                            "-- aicli: no-transaction\nINSERT INTO log VALUES ('" + n
                                    + "a');\nINSERT INTO log VALUES ('" + n
                                    + "b');\nVACUUM log;\nINSERT INTO log VALUES ('" + n + "c');\n");
                default ->
                    project.file(
                            name,
                            "CREATE TABLE t" + n + " (id int PRIMARY KEY, v int);\nINSERT INTO t" + n
                                    + " SELECT g, g FROM generate_series(1, 2000) g;\nINSERT INTO log VALUES ('" + n
                                    + "');\n");
            }
        }
    }

    private void sqliteMigrations(SchemaProject project) {
        project.file("001_log.up.sql", "CREATE TABLE log (id text PRIMARY KEY);");
        for (int n = 2; n <= MIGRATIONS; n++) {
            String name = String.format("%03d_step.up.sql", n);
            if (n % 3 == 0) {
                project.file(
                        name,
                        "-- aicli: no-transaction\nINSERT INTO log VALUES ('" + n
                                + "a');\nVACUUM;\nINSERT INTO log VALUES ('" + n + "b');\n");
            } else {
                project.file(
                        name,
                        "CREATE TABLE t" + n + " (id integer PRIMARY KEY, v int);\nINSERT INTO log VALUES ('" + n
                                + "');\n");
            }
        }
    }
}
