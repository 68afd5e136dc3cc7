package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.TextPosition;
import java.util.ArrayList;
import java.util.List;

/** Finds what parse events do not report: indicators, comments, lines. */
final class SourceScan {
    private final String text;

    SourceScan(String text) {
        this.text = text;
    }

    /** {@return the next offset that is neither blank nor comment} In flow collections commas are passed over too. */
    int next(int from, boolean commas) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '#') {
                i = lineEnd(i);
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\uFEFF' || (commas && c == ',')) {
                i++;
            } else {
                return i;
            }
        }
        return i;
    }

    /** {@return the next offset on the line that is not a space or tab} */
    int skipSpaces(int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    boolean isBlank(int at) {
        return at >= text.length() || " \t\r\n".indexOf(text.charAt(at)) >= 0;
    }

    /** {@return the end of the anchor and tag at that offset, and of the spaces and line breaks between them} */
    int skipProperties(int from) {
        int i = from;
        int end = from;
        while (i < text.length() && (text.charAt(i) == '&' || text.charAt(i) == '!')) {
            boolean verbatim = text.startsWith("!<", i);
            while (i < text.length() && !isBlank(i) && (verbatim || ",[]{}".indexOf(text.charAt(i)) < 0)) {
                i++;
                if (verbatim && text.charAt(i - 1) == '>') {
                    break;
                }
            }
            end = i;
            i = next(i, false);
        }
        int content = skipSpaces(end);
        return content < text.length() && !isBlank(content) && text.charAt(content) != '#' ? content : end;
    }

    /** {@return the end without the blanks before it} */
    int trimmedEnd(int start, int end) {
        int i = end;
        while (i > start && isBlank(i - 1)) {
            i--;
        }
        return i;
    }

    /**
     * {@return the end of a block scalar's last line of content, before its line break} Trailing blank lines belong to
     * it only with the indicator '+'.
     */
    int blockScalarEnd(int start, int end) {
        int header = lineEnd(start);
        // No farther than the line: to the next comment of a long file it may be far, and there may be many scalars.
        int indicators = start;
        while (indicators < header && text.charAt(indicators) != '#') {
            indicators++;
        }
        boolean keep = text.substring(start, indicators).indexOf('+') >= 0;
        if (!keep) {
            int trimmed = trimmedEnd(start, end);
            // Spaces at the end of the last line are content; lines of nothing but spaces are not.
            return Math.max(header, Math.min(end, lineEnd(trimmed)));
        }
        int last = end;
        if (last > header && text.charAt(last - 1) == '\n') {
            last--;
            if (last > header && text.charAt(last - 1) == '\r') {
                last--;
            }
        }
        return Math.max(header, last);
    }

    /** {@return the start of the line at that offset; a byte order mark is not part of it} */
    int lineStart(int at) {
        int start = text.lastIndexOf('\n', at - 1) + 1;
        return start == 0 && text.startsWith("\uFEFF") ? Math.min(1, text.length()) : start;
    }

    /** {@return the end of the line, before its line break} */
    int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        if (end < 0) {
            return text.length();
        }
        return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** {@return the start of the next line, or the end of the text} */
    int nextLine(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    /** {@return the comments in the gaps between the leaves, as offset and end} */
    List<int[]> comments(List<int[]> leaves) {
        List<int[]> found = new ArrayList<>();
        int from = 0;
        for (int[] leaf : leaves) {
            inGap(from, leaf[0], found);
            if (leaf[2] >= 0) {
                inGap(leaf[2], Math.min(lineEnd(leaf[2]), leaf[1]), found);
            }
            from = Math.max(from, leaf[1]);
        }
        inGap(from, text.length(), found);
        return found;
    }

    /** The parser takes {@code "x"#y} for a comment; the specification does not. */
    void requireBlankBefore(List<int[]> comments) {
        for (int[] comment : comments) {
            int at = comment[0];
            if (at > 0 && " \t\r\n\uFEFF".indexOf(text.charAt(at - 1)) < 0) {
                throw new DocumentException(
                        TextPosition.at(text, at), "not valid YAML: a comment needs a blank before its '#'");
            }
        }
    }

    private void inGap(int from, int to, List<int[]> found) {
        int i = from;
        while (i < to) {
            if (text.charAt(i) == '#') {
                int end = lineEnd(i);
                found.add(new int[] {i, end});
                i = end;
            } else {
                i++;
            }
        }
    }
}
