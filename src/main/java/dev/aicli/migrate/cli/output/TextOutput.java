package dev.aicli.migrate.cli.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes text for people, line by line. File names, scripts and servers may hold anything: of the characters that steer
 * a terminal only colours reach it, others are written as {@code \\x1b} and the like.
 */
public final class TextOutput {
    private static final char ESCAPE = 0x1b;
    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");

    private final PrintStream stream;
    private final Style style;

    public TextOutput(PrintStream stream, Style style) {
        this.stream = stream;
        this.style = style;
    }

    public Style style() {
        return style;
    }

    /** Writes a line and lets it be seen. */
    public void line(String text) {
        raw(text + "\n");
    }

    /** Writes a text without ending the line. */
    public void raw(String text) {
        // By its bytes: the stream's own encoder is slower, and there may be thousands of lines.
        stream.writeBytes(harmless(text).getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    /** {@return the text with what steers a terminal, colours aside, made visible} */
    public static String harmless(String text) {
        int from = 0;
        while (from < text.length() && !steers(text, from)) {
            from++;
        }
        if (from == text.length()) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 8).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            if (steers(text, i)) {
                safe.append(String.format("\\x%02x", (int) text.charAt(i)));
            } else {
                safe.append(text.charAt(i));
            }
        }
        return safe.toString();
    }

    private static boolean steers(String text, int index) {
        char c = text.charAt(index);
        return switch (c) {
            case '\n', '\t' -> false;
            case '\r' -> !text.startsWith("\r\n", index);
            case ESCAPE -> !COLOUR.matcher(text).region(index, text.length()).lookingAt();
            default -> Character.isISOControl(c);
        };
    }

    /** Writes rows in columns, each as wide as its widest cell; an empty table is nothing at all. */
    public void table(List<String> header, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = header.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(
                        widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        StringBuilder text = new StringBuilder(style.dim(row(header, widths))).append('\n');
        for (List<String> row : rows) {
            text.append(row(row, widths)).append('\n');
        }
        raw(text.toString());
    }

    private static String row(List<String> cells, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            int missing = widths[i] - cell.codePointCount(0, cell.length());
            padded.add(i == widths.length - 1 ? cell : cell + " ".repeat(Math.max(0, missing)));
        }
        return String.join("  ", padded);
    }
}
