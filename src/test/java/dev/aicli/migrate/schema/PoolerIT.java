package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.PgBouncer;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a pooler in transaction mode, where no session is ours to keep. */
class PoolerIT {
    @TempDir
    Path folder;

    private String direct = "";
    private PgBouncer pooler;

    @BeforeEach
    void startPooler() {
        direct = PostgresServers.newDatabase();
        pooler = PgBouncer.start(folder, direct, 4);
    }

    @AfterEach
    void stopPooler() {
        pooler.close();
    }

    private SchemaProject project() {
        return new SchemaProject(folder, pooler.through(direct));
    }

    @Test
    void thePoolerIsRecognised() throws SQLException {
        SchemaProject behind = project();
        try (Connection connection = behind.database().connect()) {
            assertThat(behind.database().behindPooler(connection)).isTrue();
        }
        SchemaProject straight = new SchemaProject(folder, direct);
        try (Connection connection = straight.database().connect()) {
            assertThat(straight.database().behindPooler(connection)).isFalse();
        }
    }

    @Test
    void manyRunsAtOnceApplyEverythingExactlyOnce() throws Exception {
        project()
                .file("1_t.up.sql", "CREATE TABLE t (id int);")
                .file("2_r.up.sql", "INSERT INTO t VALUES (1);")
                .file("3_i.up.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id);")
                .file("4_s.up.sql", "SET search_path = pg_catalog; INSERT INTO public.t VALUES (2);");
        ExecutorService pool = Executors.newFixedThreadPool(12);
        try {
            List<Callable<Boolean>> runs = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                runs.add(() -> project().up().nothingToDo());
            }
            int worked = 0;
            for (Future<Boolean> run : pool.invokeAll(runs)) {
                worked += run.get() ? 0 : 1;
            }
            assertThat(worked).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        SchemaProject project = project();
        assertThat(project.query("SELECT id FROM t ORDER BY id")).isEqualTo("1,2");
        assertThat(project.head()).isEqualTo("4");
        assertThat(project.query("SELECT count(*) FROM migration_history WHERE action = 'up' AND status = 'success'"))
                .isEqualTo("4");
        assertThat(project.verifyHistory().fault()).isEmpty();
    }
}
