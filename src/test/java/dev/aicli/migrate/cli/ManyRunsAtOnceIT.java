package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aicli.migrate.testing.PostgresServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many processes start {@code migrate up} at the same moment on one empty database. {@code -Druns=50} for fifty. */
class ManyRunsAtOnceIT {
    private static final int RUNS = Integer.getInteger("runs", 50);
    private static final int MIGRATIONS = 10;
    private static final long TIME_LIMIT_SECONDS = 300;

    @TempDir
    private Path directory;

    @Test
    void applyEverythingExactlyOnceOnPostgreSql() throws Exception {
        applyEverythingExactlyOnce(PostgresServers.newDatabase());
    }

    @Test
    void applyEverythingExactlyOnceOnSqlite() throws Exception {
        applyEverythingExactlyOnce("sqlite:" + directory.resolve("app.db"));
    }

    private void applyEverythingExactlyOnce(String url) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(directory.resolve("migrations"));
        for (int i = 1; i <= MIGRATIONS; i++) {
            Files.writeString(folder.resolve(i + "_t.up.sql"), "CREATE TABLE t" + i + " (id INTEGER);");
        }
        Map<String, String> environment = Map.of("AICLI_DATABASE_URL", url, "AICLI_LOCK_WAIT", "5min");

        List<PackagedProgram.Running> all = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            all.add(PackagedProgram.startRecorded(directory, environment, "migrate", "up"));
        }
        for (PackagedProgram.Running one : all) {
            boolean ended = one.process().waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
            PackagedProgram.Result result = one.result();
            assertThat(ended).isTrue();
            assertThat(result.exitCode()).as(result.error()).isZero();
        }

        Cli cli = new Cli(directory).environment(environment);
        JsonNode rows = JsonSchemas.parse(cli.run("history", "--output", "json").output())
                .at("/data/rows");
        List<String> applied = new ArrayList<>();
        for (JsonNode row : rows) {
            if (row.get("action").asText().equals("up")
                    && row.get("status").asText().equals("success")) {
                applied.add(row.get("version").asText());
            }
        }
        assertThat(applied).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        assertThat(cli.run("history", "verify").exitCode()).isZero();
    }
}
