package dev.aicli.migrate.config.document.dotenv;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.TextPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the text of a {@code .env} file into lines. */
final class DotenvReader {
    /** Length of a file, in UTF-16 units. */
    static final int MAX_LENGTH = 8 * 1024 * 1024;

    /** Physical lines that one value may span. */
    static final int MAX_VALUE_LINES = 500;

    private static final Pattern ASSIGNMENT =
            Pattern.compile("([ \\t]*(?:export[ \\t]+)?)([A-Za-z_][\\w.-]*)([ \\t]*=[ \\t]*|[ \\t]*:[ \\t]+)");

    private final String text;
    private final List<DotenvLine> lines = new ArrayList<>();

    private DotenvReader(String text) {
        this.text = text;
    }

    static List<DotenvLine> read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new DocumentException(TextPosition.START, "larger than the limit of " + MAX_LENGTH + " characters");
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new DocumentException(TextPosition.at(text, nul), "the character U+0000 is not allowed");
        }
        DotenvReader reader = new DotenvReader(text);
        reader.run();
        return reader.lines;
    }

    private void run() {
        int at = 0;
        while (at < text.length()) {
            at = line(at);
        }
    }

    private int line(int start) {
        int next = nextLine(start);
        Matcher assignment = ASSIGNMENT.matcher(text).region(start, contentEnd(start, next));
        if (!assignment.lookingAt()) {
            lines.add(new DotenvLine.Other(text.substring(start, next)));
            return next;
        }
        int raw = assignment.end();
        if (raw < text.length() && text.charAt(raw) == '#') {
            // KEY= # comment: the blank before the '#' makes it one.
            raw = separatorEnd(assignment.start(3), raw);
        }
        int end = valueEnd(raw, contentEnd(start, next));
        int after = nextLine(end);
        lines.add(new DotenvLine.Variable(
                assignment.group(1),
                assignment.group(2),
                text.substring(assignment.start(3), raw),
                text.substring(raw, end),
                text.substring(end, after)));
        return after;
    }

    private int separatorEnd(int start, int raw) {
        int end = start;
        for (int i = start; i < raw; i++) {
            if (text.charAt(i) == '=' || text.charAt(i) == ':') {
                end = i + 1;
            }
        }
        return end;
    }

    /** A value that opens a quote ends on the line that closes it; where none does, it is one line as it stands. */
    private int valueEnd(int raw, int lineEnd) {
        if (raw >= lineEnd || (text.charAt(raw) != '"' && text.charAt(raw) != '\'')) {
            return lineEnd;
        }
        char quote = text.charAt(raw);
        int from = raw + 1;
        int end = lineEnd;
        for (int i = 0; i < MAX_VALUE_LINES; i++) {
            if (closes(quote, from, end)) {
                return end;
            }
            if (i > 0 && ASSIGNMENT.matcher(text).region(from, end).lookingAt()) {
                return lineEnd;
            }
            from = nextLine(end);
            if (from >= text.length()) {
                return lineEnd;
            }
            end = contentEnd(from, nextLine(from));
        }
        return lineEnd;
    }

    private boolean closes(char quote, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote == '"') {
                i++;
            } else if (c == quote) {
                return true;
            }
        }
        return false;
    }

    private int nextLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    private int contentEnd(int start, int next) {
        int end = next;
        if (end > start && text.charAt(end - 1) == '\n') {
            end--;
        }
        if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        return end;
    }
}
