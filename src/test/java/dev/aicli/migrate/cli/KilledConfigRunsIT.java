package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.ConfigProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed while it migrates twenty files: half of the time at a random moment of its run, half of the
 * time just after it has begun to write. After the next run all files are at one version, and history agrees.
 * {@code -Dconfig.kills=300} kills so many times.
 */
class KilledConfigRunsIT {
    private static final int KILLS = Integer.getInteger("config.kills", 10);
    private static final long SEED = Long.getLong("seed", 20_250_801L);
    private static final int FILES = 20;

    @TempDir
    private Path root;

    @Test
    void filesAreAllOldOrAllNewAndHistoryAgrees() throws Exception {
        Random random = new Random(SEED);
        ConfigProject project = project();
        List<String> names =
                IntStream.range(0, FILES).mapToObj(i -> "configs/" + i + ".yml").toList();
        Map<String, String> oldTexts = texts(project, names);
        long start = System.nanoTime();
        assertThat(run("config", "up").exitCode()).isZero();
        long longest = (System.nanoTime() - start) / 1_000_000;
        Map<String, String> newTexts = texts(project, names);
        assertThat(run("config", "down").exitCode()).isZero();
        assertThat(texts(project, names)).isEqualTo(oldTexts);

        boolean up = true;
        int cutOff = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = PackagedProgram.start(root, Map.of(), "config", up ? "up" : "down");
            if (kill % 2 == 0) {
                process.waitFor(longest / 4 + random.nextLong(longest), TimeUnit.MILLISECONDS);
            } else {
                awaitJournal(process);
                process.waitFor(random.nextLong(40), TimeUnit.MILLISECONDS);
            }
            process.destroyForcibly();
            process.waitFor();
            cutOff += Files.exists(project.state().resolve("journal.jsonl")) ? 1 : 0;

            project.up();

            assertThat(texts(project, names)).isEqualTo(newTexts);
            assertThat(project.verifyHistory().fault()).isEmpty();
            for (String name : names) {
                assertThat(project.standing(name).recorded().map(Object::toString))
                        .contains("1.1.0");
            }
            assertNothingLeft();
            up = random.nextBoolean();
            if (up) {
                project.down(1);
                assertThat(texts(project, names)).isEqualTo(oldTexts);
            }
        }
        assertThat(cutOff).as("kills between the first change and the last").isPositive();
    }

    private ConfigProject project() {
        ConfigProject project = new ConfigProject(root)
                .files("configs/*.yml")
                .file("aicli.yml", "database: {url: 'sqlite:history.db'}\nconfig: {files: ['configs/*.yml']}\n")
                .migration("1.1.0_logging.yml", """
                        version: 1.1.0
                        up:
                          - move: {from: log_level, to: logging.level}
                          - add: {at: logging.format, value: json}
                        """);
        for (int i = 0; i < FILES; i++) {
            project.file(
                    "configs/" + i + ".yml",
                    "version: 1.0.0 # of " + i + "\n# how much\nlog_level: info\n"
                            + "# a line to make it longer\n".repeat(50));
        }
        return project;
    }

    private static Map<String, String> texts(ConfigProject project, List<String> names) {
        return names.stream().collect(Collectors.toMap(name -> name, project::text));
    }

    private void awaitJournal(Process process) throws InterruptedException {
        Path journal = root.resolve(".aicli/backups/config/journal.jsonl");
        while (process.isAlive() && !Files.exists(journal)) {
            Thread.sleep(1);
        }
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> paths = Files.list(root.resolve("configs"))) {
            Set<String> left = new HashSet<>();
            paths.map(path -> path.getFileName().toString())
                    .filter(name -> !name.endsWith(".yml"))
                    .forEach(left::add);
            assertThat(left).isEmpty();
        }
        assertThat(root.resolve(".aicli/backups/config/journal.jsonl")).doesNotExist();
    }

    private PackagedProgram.Result run(String... arguments) throws IOException, InterruptedException {
        return PackagedProgram.run(root, Map.of(), arguments);
    }
}
