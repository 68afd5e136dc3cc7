package dev.aicli.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pipelines need stands in them. */
class WorkflowsTest {
    private static final Path WORKFLOWS = Path.of(".github", "workflows");
    private static final Pattern USES = Pattern.compile("(?m)^\\s*(?:- )?uses: (\\S+)(.*)$");

    private static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.toList();
        }
    }

    @Test
    void actionsArePinnedByCommit() throws IOException {
        for (Path workflow : workflows()) {
            Matcher uses = USES.matcher(Files.readString(workflow));
            while (uses.find()) {
                if (!uses.group(1).startsWith("./")) {
                    assertThat(uses.group(1)).as("%s", workflow).matches("[\\w-]+/[\\w-]+@[0-9a-f]{40}");
                    assertThat(uses.group(2))
                            .as("%s: %s", workflow, uses.group(1))
                            .matches(" # v\\d+\\.\\d+\\.\\d+");
                }
            }
        }
    }

    @Test
    void installWhatTheTestsNeed() throws IOException {
        for (Path workflow : workflows()) {
            String text = Files.readString(workflow);
            if (text.contains("./verify") || text.contains("mvn -B -ntp verify")) {
                assertThat(text)
                        .as("%s", workflow)
                        .contains("postgresql-client", "pgbouncer", "redis-server", "procps");
            }
        }
    }

    @Test
    void aReleaseSaysWhatTheChangelogSays() throws IOException, InterruptedException {
        Process notes = new ProcessBuilder("sh", "launcher/release-notes.sh", "Unreleased")
                .redirectErrorStream(true)
                .start();
        String printed = new String(notes.getInputStream().readAllBytes(), UTF_8);

        assertThat(notes.waitFor()).as(printed).isZero();
        assertThat(printed).startsWith("### Added").doesNotContain("## [");
        assertThat(Files.readString(Path.of("CHANGELOG.md"))).contains(printed);
    }

    @Test
    void aReleaseThatTheChangelogDoesNotKnowIsNone() throws IOException, InterruptedException {
        Process notes = new ProcessBuilder("sh", "launcher/release-notes.sh", "99.0.0")
                .redirectErrorStream(true)
                .start();
        String printed = new String(notes.getInputStream().readAllBytes(), UTF_8);

        assertThat(notes.waitFor()).isEqualTo(1);
        assertThat(printed).contains("CHANGELOG.md has no section \"## [99.0.0]\"");
    }
}
