package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ServerWait;
import dev.aicli.migrate.app.Workspace;
import dev.aicli.migrate.cli.output.Messages;
import dev.aicli.migrate.cli.output.PhaseTimes;
import dev.aicli.migrate.cli.output.Terminal;
import dev.aicli.migrate.cli.output.TerminalText;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What surrounds a command while it runs.
 *
 * @param environment the environment variables
 * @param directory the working directory
 * @param home the user's home folder
 * @param user who runs it
 * @param toolVersion the version of this program
 * @param text where text for people goes; nothing is written to it when JSON is wanted
 * @param json whether JSON is wanted
 * @param signals hears signals for a run
 */
public record CommandContext(
        Map<String, String> environment,
        Path directory,
        Path home,
        String user,
        String toolVersion,
        Terminal terminal,
        Messages messages,
        TextOutput text,
        boolean json,
        Signals signals) {
    /** Reads the project that the options name. */
    Project project(ProjectOptions options) {
        return project(options, Map.of());
    }

    /**
     * Reads the project that the options name, with more settings from other options; waits for its server if asked.
     */
    Project project(ProjectOptions options, Map<Setting, String> more) {
        Project project = read(options, more);
        awaitServer(options, project);
        return project;
    }

    /** Waits for the project's server, if the options ask for that. */
    void awaitServer(ProjectOptions options, Project project) {
        options.waitTime().ifPresent(time -> new ServerWait(workspace(), project).atMost(time));
    }

    /** Reads the project, and does not wait for anything. */
    Project read(ProjectOptions options, Map<Setting, String> more) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.putAll(options.settings());
        settings.putAll(more);
        return read(options.project(), settings);
    }

    /** Reads the project in that file or folder, with settings that go before its own. */
    Project read(Optional<String> file, Map<Setting, String> settings) {
        return workspace().project(file, settings);
    }

    /** {@return where the command works} */
    Workspace workspace() {
        return new Workspace(environment, directory, home, user, toolVersion, messages);
    }

    /** {@return where what goes on is told} On the standard output; among the messages when that is for JSON. */
    Consumer<String> lines() {
        return json ? messages::info : text::line;
    }

    /** {@return where the command's time goes} */
    PhaseTimes phases() {
        return messages.phases();
    }

    /** Hides what this masking knows in everything that is said from now on. */
    void hide(Masking masking) {
        messages.hide(masking);
    }

    /** Asks a person; returns only for a yes. */
    void confirm(String question) {
        if (!terminal.inIsTerminal() || !terminal.errIsTerminal()) {
            throw new UsageException(question.replaceFirst("\\?$", "") + ": this needs to be confirmed")
                    .next("nobody can be asked here: add --yes when it is meant");
        }
        terminal.err().print(TerminalText.cell(question) + " [y/N] ");
        terminal.err().flush();
        String answer = readLine().strip().toLowerCase(Locale.ROOT);
        if (!answer.equals("y") && !answer.equals("yes")) {
            throw new UsageException("not confirmed; nothing was changed");
        }
    }

    private String readLine() {
        StringBuilder line = new StringBuilder();
        try {
            int c = terminal.in().read();
            while (c >= 0 && c != '\n') {
                line.append((char) c);
                c = terminal.in().read();
            }
            return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves the environment out: one of its variables may be a password. */
    @Override
    public String toString() {
        return "CommandContext[" + directory + "]";
    }
}
