package dev.aicli.migrate.model;

/**
 * A place in a file that a person can open.
 *
 * @param file the path as shown to the user
 * @param line 1-based; 0 when the whole file is meant
 * @param column 1-based, in code points; 0 when the whole line is meant
 */
public record SourceLocation(String file, int line, int column) {
    /** {@return the file as a whole} */
    public static SourceLocation of(String file) {
        return new SourceLocation(file, 0, 0);
    }

    /** {@return {@code file:line:column}, leaving out what is not known; editors and terminals link this form} */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
