package dev.aicli.migrate.config.document;

import java.util.ArrayList;
import java.util.List;

/** Reads the text of a path. */
final class PathParser {
    private final String text;
    private int at;

    PathParser(String text) {
        this.text = text;
    }

    ConfigPath parse() {
        List<PathStep> steps = new ArrayList<>();
        if (text.isEmpty()) {
            throw error(0, "the path is empty");
        }
        while (at < text.length()) {
            if (text.charAt(at) == '[') {
                steps.add(bracket());
            } else {
                if (!steps.isEmpty()) {
                    expect('.');
                }
                steps.add(name());
            }
        }
        return new ConfigPath(steps);
    }

    private PathStep name() {
        if (at < text.length() && text.charAt(at) == '"') {
            return new PathStep.Key(quoted());
        }
        if (at < text.length() && text.charAt(at) == '*') {
            at++;
            return new PathStep.Any();
        }
        int start = at;
        while (at < text.length() && PathStep.Key.isPlain(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw error(at, at < text.length() ? "unexpected '" + text.charAt(at) + "'" : "a name is missing");
        }
        return new PathStep.Key(text.substring(start, at));
    }

    private PathStep bracket() {
        int start = at++;
        PathStep step;
        if (peek('?')) {
            at++;
            String key = word("==");
            expect('=');
            expect('=');
            step = new PathStep.Where(key, word("]"));
        } else if (peek('*')) {
            at++;
            step = new PathStep.Any();
        } else {
            int from = at;
            while (at < text.length() && text.charAt(at) != ']') {
                at++;
            }
            try {
                step = new PathStep.Index(Integer.parseInt(text.substring(from, at)));
            } catch (NumberFormatException e) {
                throw error(from, "not a list index, '*' or '?key==value'");
            }
        }
        if (!peek(']')) {
            throw error(start, "'[' is not closed");
        }
        at++;
        return step;
    }

    /** A quoted text, or everything up to the stop. */
    private String word(String stop) {
        if (peek('"')) {
            return quoted();
        }
        int end = text.indexOf(stop, at);
        if (end <= at) {
            throw error(at, end < 0 ? "'" + stop + "' is missing" : "a name or value is missing");
        }
        String word = text.substring(at, end);
        at = end;
        return word;
    }

    private String quoted() {
        int start = at++;
        StringBuilder name = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return name.toString();
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            name.append(c);
        }
        throw error(start, "the quote is not closed");
    }

    private boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void expect(char c) {
        if (!peek(c)) {
            throw error(at, "'" + c + "' expected");
        }
        at++;
    }

    private static PathSyntaxException error(int offset, String problem) {
        return new PathSyntaxException(offset + 1, problem);
    }
}
