package dev.aicli.migrate.config.document;

/**
 * A place in a text.
 *
 * @param line 1-based
 * @param column 1-based, in code points; a byte order mark does not count
 */
public record TextPosition(int line, int column) {
    /** The first character of a text. */
    public static final TextPosition START = new TextPosition(1, 1);

    public TextPosition {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("a position counts from 1");
        }
    }

    /** {@return the place of a UTF-16 offset in the text} Offsets beyond the end mean the end. */
    public static TextPosition at(CharSequence text, int offset) {
        int end = Math.min(offset, text.length());
        int line = 1;
        int start = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'))) {
                line++;
                start = i + 1;
            }
        }
        if (start == 0 && end > 0 && text.charAt(0) == '\uFEFF') {
            start = 1;
        }
        return new TextPosition(line, Character.codePointCount(text, Math.min(start, end), end) + 1);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
