package dev.aicli.migrate.config.document.dotenv;

import org.jspecify.annotations.Nullable;

/**
 * Lines that were taken out, and where they stood.
 *
 * @param previous the variable before them; absent when they were the first
 * @param next the variable after them; absent when they were the last
 * @param before the text between the variable before and the lines
 * @param after the text between the lines and the variable after, or the end
 * @param text the lines: the variable's own comments and the assignment
 * @param lineBreak what the file's lines end with
 */
public record DotenvSlice(
        String name,
        @Nullable String previous,
        @Nullable String next,
        String before,
        String after,
        String text,
        String lineBreak) {
    /** {@return the same lines for a file with other line ends} */
    DotenvSlice withLineBreak(String other) {
        return other.equals(lineBreak) || !isEnded(before + text + after, lineBreak)
                ? this
                : new DotenvSlice(
                        name, previous, next, ended(before, other), ended(after, other), ended(text, other), other);
    }

    /** {@return whether every line of the text ends so} */
    static boolean isEnded(String text, String lineBreak) {
        return ended(text, lineBreak).equals(text);
    }

    private static String ended(String text, String lineBreak) {
        return text.replace("\r\n", "\n").replace("\n", lineBreak);
    }

    /** The text may hold secrets. */
    @Override
    public String toString() {
        return "DotenvSlice[" + name + "]";
    }
}
