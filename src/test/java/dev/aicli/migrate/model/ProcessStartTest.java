package dev.aicli.migrate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine that this runs on tells. */
class ProcessStartTest {
    @Test
    void aLaterProcessStartedLater() throws IOException {
        long self = ProcessStart.ticks(ProcessHandle.current().pid()).orElseThrow();
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(ProcessStart.ticks(other.pid()).orElseThrow()).isGreaterThan(self);
            assertThat(ProcessStart.ticks(ProcessHandle.current().pid())).hasValue(self);
        } finally {
            other.destroyForcibly();
        }
    }

    /** The name in the list of processes is that of the file. */
    @Test
    void aNameWithBlanksAndParenthesesDoesNotConfuse(@TempDir Path folder) throws IOException {
        Path program = Files.createSymbolicLink(folder.resolve("a) R (1 2"), Path.of("/bin/sleep"));
        Process other = new ProcessBuilder(program.toString(), "60").start();
        try {
            assertThat(Files.readString(Path.of("/proc/" + other.pid() + "/stat")))
                    .contains("(a) R (1 2)");
            assertThat(ProcessStart.ticks(other.pid()).orElseThrow())
                    .isGreaterThan(
                            ProcessStart.ticks(ProcessHandle.current().pid()).orElseThrow());
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void nobodyHasThatNumber() {
        assertThat(ProcessStart.ticks(Integer.MAX_VALUE)).isEmpty();
        assertThat(ProcessStart.seesAll()).isTrue();
    }

    @Test
    void thisProcessIsAsOldAsItsVirtualMachine() {
        Duration running =
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        assertThat(ProcessStart.age().orElseThrow()).isGreaterThanOrEqualTo(running.minusMillis(20));
    }
}
