package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many processes start the same upgrade at the same moment. {@code -Dupgrades=20} for twenty. */
class UpgradesAtOnceIT {
    private static final int UPGRADES = Integer.getInteger("upgrades", 20);

    @TempDir
    private Path root;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void oneDoesItAndTheOthersTellThatItIsDone(String kind) throws Exception {
        Installation installation =
                (kind.equals("sqlite") ? Installation.onSqlite(root) : Installation.onPostgreSql(root)).install();

        List<PackagedProgram.Running> all = new ArrayList<>();
        for (int i = 0; i < UPGRADES; i++) {
            all.add(PackagedProgram.startRecorded(
                    root,
                    installation.environment(),
                    "upgrade",
                    "--target-version",
                    "2.0.0",
                    "--yes",
                    "--output",
                    "json"));
        }
        List<String> outcomes = new ArrayList<>();
        for (PackagedProgram.Running one : all) {
            PackagedProgram.Result result = one.result();
            assertThat(result.exitCode()).as(result.output() + result.error()).isZero();
            JsonNode document = JsonSchemas.parse(result.output());
            outcomes.add(document.at("/data/outcome").asText());
        }

        assertThat(outcomes).containsOnly("done", "already-there").hasSize(UPGRADES);
        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(installation.release()).isEqualTo("2.0.0");
        assertThat(installation.historyIsSound()).isTrue();
        assertThat(installation.run("rollback", "--yes").exitCode()).isZero();
    }
}
