package dev.aicli.migrate.cli.output;

/** Colours, or none: marks that become escape sequences in {@link TerminalText}. */
public enum Style {
    COLOUR,
    PLAIN;

    public String bold(String text) {
        return wrap(1, text);
    }

    public String dim(String text) {
        return wrap(2, text);
    }

    public String red(String text) {
        return wrap(31, text);
    }

    public String green(String text) {
        return wrap(32, text);
    }

    public String yellow(String text) {
        return wrap(33, text);
    }

    private String wrap(int code, String text) {
        return this == COLOUR ? TerminalText.colour(code) + text + TerminalText.colour(0) : text;
    }
}
