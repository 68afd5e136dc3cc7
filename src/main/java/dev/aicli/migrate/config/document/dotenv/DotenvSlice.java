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
    /** The text may hold secrets. */
    @Override
    public String toString() {
        return "DotenvSlice[" + name + "]";
    }
}
