package dev.aicli.migrate.schema.sql;

/** Shortens statements for messages. */
final class Excerpt {
    /** A line longer than this says nothing more to a reader. */
    private static final int MAX_LINE = 200;

    private Excerpt() {}

    static String firstLines(String text, int lines) {
        var result = new StringBuilder();
        int from = 0;
        for (int n = 0; n < lines && from <= text.length(); n++) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end;
            int trimmed = to > from && text.charAt(to - 1) == '\r' ? to - 1 : to;
            if (n > 0) {
                result.append('\n');
            }
            if (trimmed - from > MAX_LINE) {
                int cut = from + MAX_LINE;
                result.append(text, from, Character.isLowSurrogate(text.charAt(cut)) ? cut - 1 : cut)
                        .append('…');
            } else {
                result.append(text, from, trimmed);
            }
            from = to + 1;
        }
        if (from <= text.length()) {
            result.append("\n…");
        }
        return result.toString();
    }
}
