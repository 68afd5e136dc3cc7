package dev.aicli.migrate.project;

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
    public Hook {
        command = List.copyOf(command);
    }
}
