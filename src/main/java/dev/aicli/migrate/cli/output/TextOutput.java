package dev.aicli.migrate.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Writes text for people, line by line. */
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

    /** Writes a line and lets it be seen. */
    public void line(String text) {
        stream.print(text + "\n");
        stream.flush();
    }

    /** Writes a text as it is. */
    public void raw(String text) {
        stream.print(text);
        stream.flush();
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
