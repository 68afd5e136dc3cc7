package dev.aicli.migrate.cli.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes text for people, line by line, as {@link TerminalText} makes it harmless. */
public final class TextOutput {
    private final PrintStream stream;
    private final Style style;

    public TextOutput(PrintStream stream, Style style) {
        this.stream = stream;
        this.style = style;
    }

    public Style style() {
        return style;
    }

    /** Writes a line and lets it be seen; further lines in the text are indented. */
    public void line(String text) {
        write(TerminalText.line(text) + "\n");
    }

    /** Writes a text of any number of lines, without ending the last. */
    public void raw(String text) {
        write(TerminalText.lines(text));
    }

    private void write(String text) {
        // By its bytes: the stream's own encoder is slower, and there may be thousands of lines.
        stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    /** Writes rows in columns, each as wide as its widest cell; an empty table is nothing at all. */
    public void table(List<String> header, List<List<String>> foreignRows) {
        if (foreignRows.isEmpty()) {
            return;
        }
        List<List<String>> rows = foreignRows.stream()
                .map(row -> row.stream().map(TerminalText::cell).toList())
                .toList();
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
