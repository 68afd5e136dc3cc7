package dev.aicli.migrate.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When processes started, as Linux counts it: in ticks of the time since the machine's start, which no change of the
 * clock touches ({@code starttime} of proc(5)). Java's own answer is that plus the clock's idea of the machine's start
 * in whole seconds, and so another one after the clock was set.
 */
public final class ProcessStart {
    private static final Path PROCESSES = Path.of("/proc");

    /** What the kernel tells programs; it has been this on every platform that Java runs on. */
    private static final long TICKS_PER_SECOND = 100;

    /** Fields are counted from 1; the name before them may contain anything. */
    private static final int FIRST_FIELD_BEHIND_NAME = 3;

    private static final int START_TIME_FIELD = 22;

    private ProcessStart() {}

    /** {@return when a process started; empty when it has ended, or the system does not tell} */
    public static OptionalLong ticks(long pid) {
        return ticks(Long.toString(pid));
    }

    private static OptionalLong ticks(String process) {
        try {
            byte[] read = Files.readAllBytes(PROCESSES.resolve(process).resolve("stat"));
            String line = new String(read, StandardCharsets.ISO_8859_1);
            String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", START_TIME_FIELD);
            // A process that has ended and whom nobody has waited for yet.
            boolean ended = fields[0].equals("Z");
            return ended
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(fields[START_TIME_FIELD - FIRST_FIELD_BEHIND_NAME]));
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }

    /** {@return whether every process of this machine, or container, can be seen} Some systems hide those of others. */
    public static boolean seesAll() {
        return ticks(1).isPresent();
    }

    /** {@return how long ago this process started, to a hundredth of a second; empty when the system does not tell} */
    public static Optional<Duration> age() {
        try {
            String uptime = Files.readString(PROCESSES.resolve("uptime"));
            double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
            OptionalLong start = ticks("self");
            return start.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(
                            Math.round(seconds * 1_000) - start.getAsLong() * 1_000 / TICKS_PER_SECOND));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
