package dev.aicli.migrate.cli;

import dev.aicli.migrate.cli.command.CliCommand;
import dev.aicli.migrate.cli.command.CommandContext;
import dev.aicli.migrate.cli.command.OutputOptions;
import dev.aicli.migrate.cli.command.Signals;
import dev.aicli.migrate.cli.output.Envelope;
import dev.aicli.migrate.cli.output.Messages;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.cli.output.PhaseTimes;
import dev.aicli.migrate.cli.output.Style;
import dev.aicli.migrate.cli.output.Terminal;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.MigrationFailedException;
import dev.aicli.migrate.model.UsageException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line: finds the command, runs it, shows what came of it, and turns every failure into a message and an
 * exit code.
 */
public final class Program {
    private final Map<String, String> environment;
    private final Path directory;
    private final Path home;
    private final String user;
    private final Terminal terminal;
    private final IntConsumer halt;
    private final PhaseTimes phases = new PhaseTimes();

    /**
     * A program for one call.
     *
     * @param environment environment variables
     * @param directory the working directory
     * @param home the user's home folder
     * @param user the user's name
     */
    public Program(Map<String, String> environment, Path directory, Path home, String user, Terminal terminal) {
        this(environment, directory, home, user, terminal, exitCode -> {});
    }

    /**
     * As the other, for a process of its own.
     *
     * @param halt ends the process at once with an exit code, when a signal came that had nothing to stop any more
     */
    public Program(
            Map<String, String> environment,
            Path directory,
            Path home,
            String user,
            Terminal terminal,
            IntConsumer halt) {
        this.environment = environment;
        this.directory = directory.toAbsolutePath().normalize();
        this.home = home;
        this.user = environment.getOrDefault("AICLI_OPERATOR", user);
        this.terminal = terminal;
        this.halt = halt;
    }

    /** {@return the exit status, after the command that the arguments name has run} */
    public int run(String... arguments) {
        OutputOptions guessed = OutputOptions.guessedFrom(List.of(arguments));
        try {
            return parseAndRun(guessed, arguments);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unforeseen) {
            return show(unforeseen, messages(guessed), guessed.json(), "");
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    private int parseAndRun(OutputOptions guessed, String... arguments) {
        CommandLine parser = new CommandTree().parserFor(List.of(arguments));
        parser.getCommandSpec().version("aicli-web " + ToolVersion.text());
        parser.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        boolean colour = style(terminal.outIsTerminal(), guessed) == Style.COLOUR;
        parser.setColorScheme(
                CommandLine.Help.defaultColorScheme(colour ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        ParseResult parsed;
        try {
            parsed = parser.parseArgs(arguments);
            if (CommandLine.executeHelpRequest(parsed) != null) {
                return ExitCode.DONE.number();
            }
        } catch (ParameterException e) {
            MisunderstoodLine line = new MisunderstoodLine(List.of(arguments), e);
            line.command().ifPresent(misunderstood -> tell(misunderstood, guessed));
            return refuse(guessed, e.getCommandLine(), line.explanation());
        }
        List<CommandLine> path = parsed.asCommandLineList();
        CommandLine leaf = path.get(path.size() - 1);
        Object command = leaf.getCommand();
        return command instanceof CliCommand runnable
                ? run(runnable, name(leaf))
                : refuse(
                        guessed,
                        leaf,
                        "a command is missing after '" + leaf.getCommandSpec().qualifiedName() + "'");
    }

    /** {@return the command's name without the program's} */
    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName().replaceFirst("^aicli-web ?", "");
    }

    private int refuse(OutputOptions options, CommandLine command, String message) {
        UsageException refusal = new UsageException(message);
        refusal.next("see: " + command.getCommandSpec().qualifiedName() + " --help");
        Messages messages = messages(options);
        show(refusal, messages, options.json(), name(command));
        return refusal.exitCode().number();
    }

    private CommandContext context(OutputOptions options, Messages messages, Signals signals) {
        return new CommandContext(
                environment,
                directory,
                home,
                user,
                ToolVersion.text(),
                terminal,
                messages,
                new TextOutput(terminal.out(), style(terminal.outIsTerminal(), options)),
                options.json(),
                signals);
    }

    /** The refusal is what is shown, whatever else goes wrong. */
    private void tell(CliCommand misunderstood, OutputOptions options) {
        try {
            misunderstood.misunderstood(context(options, messages(options), new Signals(halt)));
        } catch (MigrateException e) {
            messages(options).stackTrace(e);
        }
    }

    private int run(CliCommand command, String name) {
        OutputOptions options = command.output();
        Messages messages = messages(options);
        Signals signals = new Signals(halt);
        CommandContext context = context(options, messages, signals);
        int exitCode = ExitCode.MIGRATION_FAILED.number();
        try {
            Outcome outcome = command.run(context);
            if (options.json()) {
                new Envelope(name, ToolVersion.text(), messages).write(terminal.out(), outcome);
            } else {
                outcome.text().accept(context.text());
            }
            outcome.failure().ifPresent(failure -> tell(failure, messages, options.json()));
            exitCode = outcome.exitCode().number();
            return exitCode;
        } catch (MigrateException failure) {
            show(failure, messages, options.json(), name);
            exitCode = failure.exitCode().number();
            return exitCode;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unforeseen) {
            return show(unforeseen, messages, options.json(), name);
        } finally {
            terminal.out().flush();
            signals.finished(exitCode);
            messages.phaseTimes();
        }
    }

    private void show(MigrateException failure, Messages messages, boolean json, String name) {
        if (json) {
            new Envelope(name, ToolVersion.text(), messages).write(terminal.out(), failure);
            terminal.out().flush();
        }
        tell(failure, messages, json);
    }

    /** Tells of a failure on standard error; where the JSON document has it, of its stack alone. */
    private static void tell(MigrateException failure, Messages messages, boolean json) {
        if (!json) {
            FailureText.of(failure, messages.style()).forEach(messages::error);
        }
        messages.stackTrace(failure);
    }

    private int show(Throwable unforeseen, Messages messages, boolean json, String name) {
        if (unforeseen instanceof OutOfMemoryError) {
            MigrateException failure = new MigrationFailedException(
                            "there is not enough memory: the program may use "
                                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
                            unforeseen)
                    .next("give it more (-Xmx1g before -jar, AICLI_JAVA_OPTS=-Xmx1g for the launcher, or a larger"
                            + " container): a statement, however long, is held in memory whole, more than once; then run"
                            + " the same command again");
            show(failure, messages, json, name);
            return failure.exitCode().number();
        }
        String message = "unforeseen: " + unforeseen.getClass().getSimpleName()
                + (unforeseen.getMessage() == null ? "" : ": " + unforeseen.getMessage());
        String nextStep = "this is a fault of aicli-web: run with --verbose and report what it shows";
        if (json) {
            new Envelope(name, ToolVersion.text(), messages).write(terminal.out(), message, nextStep);
        } else {
            messages.error(messages.style().red("error:") + " " + message);
            messages.error("next: " + nextStep);
        }
        messages.stackTrace(unforeseen);
        return ExitCode.MIGRATION_FAILED.number();
    }

    private Messages messages(OutputOptions options) {
        return new Messages(
                terminal.err(), style(terminal.errIsTerminal(), options), options.level(), !options.json(), phases);
    }

    private Style style(boolean isTerminal, OutputOptions options) {
        return isTerminal && options.colour() && Terminal.allowsColour(environment) ? Style.COLOUR : Style.PLAIN;
    }
}
