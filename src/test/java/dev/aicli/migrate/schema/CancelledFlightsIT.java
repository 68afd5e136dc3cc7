package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody cancels or ends the run's sessions at random moments, several times in a row. Whatever it hits: each
 * migration is there as a whole and recorded, or not at all, and the run says which. {@code -Dcancels=500} does so in
 * so many runs.
 */
class CancelledFlightsIT {
    private static final int RUNS = Integer.getInteger("cancels", 20);
    private static final long SEED = Long.getLong("seed", 20_250_801L);
    private static final int MIGRATIONS = 40;
    private static final String APPLICATION = "&application_name=under%20fire";

    @TempDir
    Path folder;

    private final List<String> reported = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aCancelLeavesWholeMigrationsAndATrueReport() throws Exception {
        attack("pg_cancel_backend");
    }

    @Test
    void theEndOfASessionLeavesWholeMigrationsAndATrueReport() throws Exception {
        attack("pg_terminate_backend");
    }

    private void attack(String function) throws Exception {
        Random random = new Random(SEED);
        int hits = 0;
        for (int version = 1; version <= MIGRATIONS; version++) {
            write(version);
        }
        while (hits < RUNS) {
            String url = PostgresServers.newDatabase();
            SchemaProject watched = new SchemaProject(folder, url);
            SchemaProject project = new SchemaProject(folder, url + APPLICATION).listening(new RunListener() {
                @Override
                public void stepFinished(StepResult result) {
                    reported.add(result.step().migration().version().text());
                }
            });
            boolean done = false;
            while (!done) {
                String before = recorded(watched);
                reported.clear();
                done = runUnderFire(project, watched, hits < RUNS ? function : "", random);
                hits += done ? 0 : 1;
                assertAgreement(watched, before);
            }
            assertThat(watched.verifyHistory().fault()).isEmpty();
        }
    }

    private void write(int version) {
        new SchemaProject(folder, "sqlite:unused.db")
                .file(
                        version + "_t.up.sql",
                        "CREATE TABLE a" + version + " (id int);\nCREATE TABLE b" + version + " (id int);\n"
                                + "INSERT INTO a" + version + " VALUES (1);\nCREATE TABLE c" + version
                                + " (id int);\n");
    }

    /** {@return whether the run came through} */
    private static boolean runUnderFire(SchemaProject project, SchemaProject watched, String function, Random random)
            throws Exception {
        AtomicBoolean over = new AtomicBoolean(function.isEmpty());
        long delay = random.nextInt(150_000_000);
        int shots = 1 + random.nextInt(function.equals("pg_cancel_backend") ? 6 : 1);
        long pause = random.nextInt(400_000);
        String shot = "SELECT count(" + function + "(pid)) FROM pg_stat_activity"
                + " WHERE application_name = 'under fire' AND datname = current_database()";
        Thread attacker = new Thread(() -> {
            try (Connection connection = watched.database().connect();
                    Statement statement = connection.createStatement()) {
                LockSupport.parkNanos(delay);
                for (int fired = 0; fired < shots && !over.get(); fired++) {
                    statement.execute(shot);
                    LockSupport.parkNanos(pause);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        if (!over.get()) {
            attacker.start();
        }
        try {
            project.up();
            return true;
        } catch (MigrateException | IllegalStateException e) {
            // Told of by the listener, which is what counts here.
            return false;
        } catch (AssertionError e) {
            // The driver asserts that a connection on which a batch ends is open; the program runs without assertions.
            if (e.getStackTrace()[0].getClassName().startsWith("org.postgresql.")) {
                return false;
            }
            throw e;
        } finally {
            over.set(true);
            attacker.join();
        }
    }

    private static String recorded(SchemaProject project) {
        boolean begun =
                !project.query("SELECT to_regclass('migration_history')").equals("null");
        return begun
                ? project.query("SELECT version FROM migration_history WHERE action = 'up' AND status = 'success'"
                        + " ORDER BY sequence")
                : "";
    }

    private void assertAgreement(SchemaProject project, String before) {
        String recorded = recorded(project);
        assertThat(project.query("SELECT substr(relname, 2)::int FROM pg_class WHERE relname ~ '^[abc][0-9]+$'"
                        + " GROUP BY 1 HAVING count(*) = 3 ORDER BY 1"))
                .as("tables of whole migrations")
                .isEqualTo(recorded);
        assertThat(project.query("SELECT substr(relname, 2) FROM pg_class WHERE relname ~ '^[abc][0-9]+$'"
                        + " GROUP BY 1 HAVING count(*) < 3"))
                .as("tables of half migrations")
                .isEmpty();
        List<String> now = new ArrayList<>(List.of(recorded.split(",")));
        now.removeAll(List.of(before.split(",")));
        assertThat(reported).as("what the run told of").isEqualTo(now);
    }
}
