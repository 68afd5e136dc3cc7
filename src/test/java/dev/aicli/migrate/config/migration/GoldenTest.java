package dev.aicli.migrate.config.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.config.operation.Operations;
import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.config.operation.StashJson;
import dev.aicli.migrate.model.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A folder for each case: {@code migration.yml}; {@code before.yml} and, or, {@code before.env}; the same with
 * {@code after} and, where it is not the text before, with {@code after-down} (what the inverse operations alone give).
 * {@code -Daicli.golden=write} writes the missing ones, to be read before they are kept.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/config/golden");

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static ConfigMigration migration(Path folder) throws IOException {
        ConfigMigrationFile.Result read =
                ConfigMigrationFile.read("migration.yml", Files.readString(folder.resolve("migration.yml")));
        assertThat(read.problems()).isEmpty();
        return read.migration().orElseThrow();
    }

    private static List<ConfigText> documents(Path folder, String stage) throws IOException {
        List<ConfigText> documents = new ArrayList<>();
        for (String type : List.of("yml", "env")) {
            Path file = folder.resolve(stage + "." + type);
            if (Files.exists(folder.resolve("before." + type))) {
                Path there = Files.exists(file) ? file : folder.resolve("before." + type);
                documents.add(new ConfigText(
                        type, type.equals("env") ? ConfigFormat.DOTENV : ConfigFormat.YAML, Files.readString(there)));
            }
        }
        return documents;
    }

    private static List<ConfigText> texts(ConfigOutcome outcome, List<ConfigText> like) {
        assertThat(outcome).isInstanceOf(ConfigOutcome.Done.class);
        return like.stream()
                .map(each -> new ConfigText(
                        each.name(),
                        each.format(),
                        ((ConfigOutcome.Done) outcome).texts().getOrDefault(each.name(), "")))
                .toList();
    }

    private static void write(Path folder, String stage, List<ConfigText> texts) throws IOException {
        for (ConfigText text : texts) {
            Path file = folder.resolve(stage + "." + text.name());
            boolean same = stage.equals("after-down")
                    && text.text().equals(Files.readString(folder.resolve("before." + text.name())));
            if (!Files.exists(file) && !same) {
                Files.writeString(file, text.text());
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> up_and_down_give_the_expected_bytes() throws IOException {
        return cases().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    ConfigMigration migration = migration(folder);
                    List<ConfigText> before = documents(folder, "before");
                    ConfigOutcome up = ConfigChange.apply(migration, Direction.UP, before, Stash.EMPTY);
                    List<ConfigText> after = texts(up, before);
                    Stash stash = StashJson.read(StashJson.write(((ConfigOutcome.Done) up).stash()));
                    ConfigOutcome down = ConfigChange.downByOperations(migration, after, stash, Rereading.TOUCHED);
                    if ("write".equals(System.getProperty("aicli.golden"))) {
                        write(folder, "after", after);
                        write(folder, "after-down", texts(down, before));
                    }
                    assertSame(after, documents(folder, "after"));
                    assertSame(texts(ConfigChange.apply(migration, Direction.UP, after, Stash.EMPTY), before), after);
                    assertSame(texts(ConfigChange.apply(migration, Direction.DOWN, after, stash), before), before);
                    assertSame(texts(down, before), documents(folder, "after-down"));
                }));
    }

    private static void assertSame(List<ConfigText> actual, List<ConfigText> expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).text()).isEqualTo(expected.get(i).text());
        }
    }

    @Test
    void every_operation_has_a_case() throws IOException {
        for (String name : Operations.names()) {
            assertThat(cases())
                    .anyMatch(folder -> folder.getFileName().toString().startsWith(name));
        }
    }
}
