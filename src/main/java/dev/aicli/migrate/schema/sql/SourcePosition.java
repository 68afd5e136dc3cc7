package dev.aicli.migrate.schema.sql;

/**
 * A place in a script.
 *
 * @param line 1-based; lines end at a line feed
 * @param column 1-based, in code points
 * @param offset 0-based, in bytes from the start of the stream; a byte order mark counts
 */
public record SourcePosition(long line, long column, long offset) {
    public SourcePosition {
        if (line < 1 || column < 1 || offset < 0) {
            throw new IllegalArgumentException("no such place: " + line + ":" + column + " at byte " + offset);
        }
    }

    /** {@return {@code line:column}, as compilers and editors write it} */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
