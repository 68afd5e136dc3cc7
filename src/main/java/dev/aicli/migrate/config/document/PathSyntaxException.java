package dev.aicli.migrate.config.document;

/** A text that is not a path. */
public final class PathSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int column;

    PathSyntaxException(int column, String problem) {
        super(problem);
        this.column = column;
    }

    /** {@return the column in the path's text, from 1} */
    public int column() {
        return column;
    }
}
