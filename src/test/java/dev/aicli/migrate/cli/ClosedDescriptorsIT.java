package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built program where whoever starts it has closed standard descriptors. */
class ClosedDescriptorsIT {
    @TempDir
    private Path directory;

    private PackagedProgram.Result shell(String script) throws Exception {
        return PackagedProgram.runCommand(
                List.of("sh", "-c", script.replace("PROGRAM", PackagedProgram.shellCommand())), directory, Map.of());
    }

    private void project() throws Exception {
        Files.writeString(directory.resolve("aicli.yml"), "database: {url: 'sqlite:app.db'}\n");
        Files.writeString(
                Files.createDirectory(directory.resolve("migrations")).resolve("001_t.up.sql"),
                "CREATE TABLE t (a);\n");
        Files.writeString(directory.resolve("migrations/001_t.down.sql"), "DROP TABLE t;\n");
    }

    /** An output that nobody gets is a failure; messages that nobody gets, or input that nobody gives, are none. */
    @ParameterizedTest
    @CsvSource({"<&-,0", "2>&-,0", "<&- 2>&-,0", "<&- >/dev/null 2>&-,0", ">&-,2", ">&- 2>&-,2", "<&- >&- 2>&-,2"})
    void onlyAClosedOutputIsAFailure(String closed, int exitCode) throws Exception {
        project();

        PackagedProgram.Result result = shell("PROGRAM migrate up --no-backup " + closed + "; echo ended $? >code");

        assertThat(directory.resolve("code")).hasContent("ended " + exitCode);
        assertThat(result.output().contains("  up    1 t"))
                .isEqualTo(!closed.contains(" >") && !closed.startsWith(">"));
        if (closed.equals(">&-")) {
            assertThat(result.error()).contains("error: the output could not be written: ");
        }
        // Nothing of what was said went into a file or a connection.
        PackagedProgram.Result status = shell("PROGRAM migrate status --check; PROGRAM history verify");
        assertThat(status.exitCode()).as(status.error()).isZero();
        assertThat(Files.readString(directory.resolve("app.db"), StandardCharsets.ISO_8859_1))
                .startsWith("SQLite format 3")
                .doesNotContain("could not be written");
    }

    @Test
    void aQuestionIsNotAnsweredByAClosedInput() throws Exception {
        project();
        shell("PROGRAM migrate up --no-backup");

        assertThat(shell("PROGRAM migrate down --all <&-").exitCode()).isEqualTo(2);
    }
}
