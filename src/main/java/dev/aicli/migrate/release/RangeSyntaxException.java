package dev.aicli.migrate.release;

/** A text is no range of versions. */
public final class RangeSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int column;

    RangeSyntaxException(int column, String message) {
        super(message);
        this.column = column;
    }

    /** {@return where in the text it stops making sense, 1-based, in code points} */
    public int column() {
        return column;
    }
}
