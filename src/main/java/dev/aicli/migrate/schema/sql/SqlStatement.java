package dev.aicli.migrate.schema.sql;

import java.util.Optional;

/**
 * One statement of a script.
 *
 * @param number 1-based, in the order of the script; stray empty statements are not counted
 * @param text the exact source from the first token to the last, without the terminating semicolon; comments inside are
 *     kept
 * @param start where the first token stands
 * @param traits what it is
 * @param backslashEscapes whether a backslash was taken for an escape in its plain strings
 */
public record SqlStatement(
        long number, String text, SourcePosition start, StatementTraits traits, boolean backslashEscapes) {

    /** {@return what the statement is} */
    public StatementKind kind() {
        return traits.kind();
    }

    /** {@return why the statement cannot run inside a transaction, when it cannot} */
    public Optional<String> cannotRunInTransaction() {
        return traits.cannotRunInTransaction();
    }

    /**
     * Maps a place in the text to its place in the script.
     *
     * @param codePoint 1-based, in code points: what PostgreSQL reports as an error's position; beyond the end means
     *     the end
     * @return the place in the script
     */
    public SourcePosition positionAt(int codePoint) {
        long line = start.line();
        long column = start.column();
        long offset = start.offset();
        int at = 0;
        for (int n = 1; n < codePoint && at < text.length(); n++) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            offset += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (c == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new SourcePosition(line, column, offset);
    }

    /**
     * Gives the beginning of the text, for messages.
     *
     * @param lines how many lines at most
     * @return the first lines joined by line feeds, ending with an ellipsis when there are more
     */
    public String firstLines(int lines) {
        return Excerpt.firstLines(text, lines);
    }
}
