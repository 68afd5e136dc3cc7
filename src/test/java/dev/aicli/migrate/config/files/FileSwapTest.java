package dev.aicli.migrate.config.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.config.migration.ConfigFormat;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.PartialStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A swap that is cut off leaves what the next one needs to finish or undo it. */
class FileSwapTest {
    private static final int FILES = 5;

    @TempDir
    private Path root;

    private FileSwap swap;
    private List<FileSwap.Change> changes;

    /** As if the process had ended there. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void files() throws IOException {
        swap = new FileSwap(
                root.resolve("state"), root, List.of(new FilePattern("*", Optional.empty(), Optional.empty())));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(file(i), "old " + i);
        }
        changes = IntStream.range(0, FILES)
                .mapToObj(i -> new FileSwap.Change(
                        FileContent.read(new ConfigTarget(i + ".yml", file(i), ConfigFormat.YAML, Optional.empty())),
                        "new " + i))
                .toList();
    }

    private Path file(int i) {
        return root.resolve(i + ".yml");
    }

    private void run(Runnable record) {
        swap.run("run1", changes, List.of("{}"), record, runId -> false, () -> {});
    }

    private void crashBeforeHistory() {
        assertThatThrownBy(() -> run(() -> {
                    throw new Crash();
                }))
                .isInstanceOf(Crash.class);
        assertThat(swap.interrupted()).isTrue();
        assertAll("new ");
    }

    private void assertAll(String prefix) {
        for (int i = 0; i < FILES; i++) {
            assertThat(file(i)).hasContent(prefix + i);
        }
    }

    private void assertNothingLeft() throws IOException {
        assertThat(swap.interrupted()).isFalse();
        try (Stream<Path> paths = Files.list(root)) {
            assertThat(paths).hasSize(FILES + 1);
        }
    }

    @Test
    void replacesAllAndLeavesNothingBehind() throws IOException {
        run(() -> assertAll("new "));

        assertAll("new ");
        assertNothingLeft();
    }

    @Test
    void undoesWhatWasNotRecorded() throws IOException {
        crashBeforeHistory();

        swap.recover(runId -> false);

        assertAll("old ");
        assertNothingLeft();
    }

    @Test
    void finishesWhatWasRecorded() throws IOException {
        crashBeforeHistory();

        swap.recover(runId -> runId.equals("run1"));

        assertAll("new ");
        assertNothingLeft();
    }

    @Test
    void undoesWhenHalfOfTheFilesWereReplaced() throws IOException {
        crashBeforeHistory();
        for (int i = 2; i < FILES; i++) {
            Files.writeString(Replacement.temporaryFor(file(i), "run1"), "new " + i);
            Files.writeString(file(i), "old " + i);
        }

        swap.recover(runId -> false);

        assertAll("old ");
        assertNothingLeft();
    }

    @Test
    void keepsAnEditOfAFileThatWasNotReplacedYet() throws IOException {
        crashBeforeHistory();
        Files.writeString(Replacement.temporaryFor(file(4), "run1"), "new 4");
        Files.writeString(file(4), "edited");

        swap.recover(runId -> false);

        assertThat(file(4)).hasContent("edited");
        assertThat(file(0)).hasContent("old 0");
        assertNothingLeft();
    }

    @Test
    void asksAPersonAboutAFileThatWasEditedAfterItWasReplaced() throws IOException {
        crashBeforeHistory();
        Files.writeString(file(3), "edited");

        assertThatThrownBy(() -> swap.recover(runId -> false))
                .isInstanceOf(PartialStateException.class)
                .hasMessageContaining("3.yml");
        assertThat(file(3)).hasContent("edited");
        assertThat(swap.interrupted()).isTrue();
    }

    @Test
    void undoesWhenHistoryCannotBeWritten() throws IOException {
        MigrateException noHistory = new ConnectionException("gone");

        assertThatThrownBy(() -> run(() -> {
                    throw noHistory;
                }))
                .isSameAs(noHistory);

        assertAll("old ");
        assertNothingLeft();
    }

    @Test
    void leavesTheDecisionToTheNextRunWhenNobodyCanTellWhetherHistoryWasWritten() {
        assertThatThrownBy(() -> swap.run(
                        "run1",
                        changes,
                        List.of(),
                        () -> {
                            throw new ConnectionException("gone");
                        },
                        runId -> {
                            throw new ConnectionException("still gone");
                        },
                        () -> {}))
                .isInstanceOf(PartialStateException.class);

        assertThat(swap.interrupted()).isTrue();
        swap.recover(runId -> true);
        assertAll("new ");
    }
}
