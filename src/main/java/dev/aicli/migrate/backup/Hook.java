package dev.aicli.migrate.backup;

import java.time.Duration;
import java.util.List;

/**
 * A command to run at an event.
 *
 * @param command the program and its arguments; with {@code shell}, one text for the shell
 * @param shell whether the system's shell reads the command
 * @param timeout how long it may take
 */
public record Hook(List<String> command, boolean shell, Duration timeout) {
    private static final int LONGEST_NAME = 40;

    /** How long a hook may take that says nothing about it. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    public Hook {
        command = List.copyOf(command);
    }

    /** {@return a short name, for messages: the program's, or the beginning of the shell's text} */
    String name() {
        String program = command.get(0);
        if (!shell) {
            return program.substring(program.lastIndexOf('/') + 1);
        }
        String line = program.strip().lines().findFirst().orElse("");
        return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) + "…" : line;
    }

    /** {@return what is to be executed} */
    List<String> words() {
        return shell ? List.of("/bin/sh", "-c", command.get(0)) : command;
    }
}
