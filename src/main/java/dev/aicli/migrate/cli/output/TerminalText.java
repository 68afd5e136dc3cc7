package dev.aicli.migrate.cli.output;

import java.util.Locale;

/**
 * Text on its way to a terminal. Servers, files and names may hold anything: what steers a terminal, or turns the order
 * of what is read, is written as {@code \x1b} or {@code \u202e}, and what begins a new line within one is indented, so
 * that nothing foreign looks like a line of ours. Only our own colours pass; until here they are characters that no
 * decoder yields.
 */
public final class TerminalText {
    /** Half of a pair of characters; the other half is never there. */
    private static final char COLOURS = 0xDC00;

    private static final int MOST_COLOURS = 0xFF;
    private static final String INDENT = "\n    ";

    private enum Form {
        CELL,
        LINE,
        LINES
    }

    private TerminalText() {}

    /** {@return what becomes the escape sequence of a colour on the way to the terminal} */
    static char colour(int code) {
        return (char) (COLOURS + code);
    }

    /** {@return the text on one line: line breaks are made visible too} Colours become colours later. */
    public static String cell(String text) {
        return harmless(text, Form.CELL);
    }

    /** {@return the text, whose lines behind the first are indented} */
    static String line(String text) {
        return harmless(text, Form.LINE);
    }

    /** {@return the text, whose lines are all meant to be ones} */
    static String lines(String text) {
        return harmless(text, Form.LINES);
    }

    private static String harmless(String text, Form form) {
        int from = 0;
        while (from < text.length() && isPlain(text.charAt(from), form)) {
            from++;
        }
        if (from == text.length()) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            char before = i == 0 ? 0 : text.charAt(i - 1);
            if (isPlain(c, form)) {
                safe.append(c);
            } else if (Character.isLowSurrogate(c)) {
                if (Character.isHighSurrogate(before) || form == Form.CELL) {
                    safe.append(c);
                } else {
                    safe.append("\u001b[").append(c - COLOURS).append('m');
                }
            } else if (c == '\n' && form == Form.LINE) {
                safe.append(INDENT);
            } else if (c != '\r' || !text.startsWith("\r\n", i) || form == Form.CELL) {
                safe.append(String.format(Locale.ROOT, c <= 0xFF ? "\\x%02x" : "\\u%04x", (int) c));
            } else if (form == Form.LINES) {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    private static boolean isPlain(char c, Form form) {
        if (c < 0x7F) {
            return c >= ' ' || (c == '\n' && form == Form.LINES) || (c == '\t' && form != Form.CELL);
        }
        return !steers(c) && !(c >= COLOURS && c <= COLOURS + MOST_COLOURS);
    }

    /** {@return whether a character beyond ASCII is no text but steers how text is shown} */
    static boolean steers(char c) {
        return c <= 0x9F
                || c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
