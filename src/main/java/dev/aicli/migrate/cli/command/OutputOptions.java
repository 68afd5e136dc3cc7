package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.Messages;
import java.util.List;
import picocli.CommandLine.Option;

/** How a command writes: shared by all. */
public final class OutputOptions {
    /** Where these options stand in help texts: after a command's own. */
    public static final int ORDER = 40;

    /** What is written on standard output. */
    public enum Format {
        text,
        json
    }

    @Option(
            order = ORDER,
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text, or json: one JSON document on standard output and nothing else (default: text).")
    private Format format = Format.text;

    @Option(
            order = ORDER,
            names = {"-q", "--quiet"},
            description = "Say nothing but results and errors.")
    private boolean quiet;

    @Option(
            order = ORDER,
            names = {"-v", "--verbose"},
            description = "Say more; show stack traces.")
    private boolean verbose;

    @Option(order = ORDER, names = "--no-color", description = "No colours, also on a terminal (as NO_COLOR does).")
    private boolean noColour;

    /** {@return whether one JSON document is wanted} */
    public boolean json() {
        return format == Format.json;
    }

    /** {@return whether colours are wanted where there may be some} */
    public boolean colour() {
        return !noColour;
    }

    /** {@return how much is to be said} */
    public Messages.Level level() {
        if (verbose) {
            return Messages.Level.VERBOSE;
        }
        return quiet ? Messages.Level.QUIET : Messages.Level.NORMAL;
    }

    /** {@return the options as far as they can be told from arguments that do not parse} */
    public static OutputOptions guessedFrom(List<String> arguments) {
        OutputOptions options = new OutputOptions();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean named = argument.equals("--output") || argument.equals("-o");
            boolean followed =
                    named && i + 1 < arguments.size() && arguments.get(i + 1).equals("json");
            if (followed || List.of("--output=json", "-o=json", "-ojson").contains(argument)) {
                options.format = Format.json;
            }
            options.verbose |= argument.equals("--verbose") || argument.equals("-v");
            options.noColour |= argument.equals("--no-color");
        }
        return options;
    }
}
