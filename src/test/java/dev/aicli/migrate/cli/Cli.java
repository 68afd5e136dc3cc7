package dev.aicli.migrate.cli;

import dev.aicli.migrate.cli.output.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The program called inside the test, in a folder of its own. */
final class Cli {
    private final Path directory;
    private Map<String, String> environment = Map.of();
    private String answers = "";
    private boolean terminal;

    Cli(Path directory) {
        this.directory = directory;
    }

    Cli environment(Map<String, String> variables) {
        this.environment = variables;
        return this;
    }

    /** As a person at a terminal would call it, who answers so. */
    Cli atTerminal(String answer) {
        this.terminal = true;
        this.answers = answer;
        return this;
    }

    /** What a call left behind. */
    record Result(int exitCode, String output, String error) {}

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal streams = new Terminal(
                new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                terminal,
                terminal,
                terminal);
        int exitCode = new Program(environment, directory, directory, "ada", streams).run(arguments);
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
