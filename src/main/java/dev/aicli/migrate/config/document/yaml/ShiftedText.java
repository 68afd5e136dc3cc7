package dev.aicli.migrate.config.document.yaml;

/** Kept source text, as it fits into a file that a formatter went over since: indented and with line ends as there. */
final class ShiftedText {
    private ShiftedText() {}

    /** {@return whole lines moved sideways} */
    static String lines(String lines, int delta) {
        return shifted(lines, delta, true);
    }

    /** {@return a text that starts somewhere in a line, with the lines below moved sideways} */
    static String below(String text, int delta) {
        return shifted(text, delta, false);
    }

    private static String shifted(String text, int delta, boolean first) {
        if (delta == 0 || text.isEmpty()) {
            return text;
        }
        StringBuilder shifted = new StringBuilder();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            String line = end < 0 ? text.substring(start) : text.substring(start, end + 1);
            boolean stays = (start == 0 && !first) || (line.isBlank() && line.endsWith("\n"));
            shifted.append(stays ? line : Fragment.shift(line, delta));
            start += line.length();
        }
        return shifted.toString();
    }

    /** {@return the text with the line ends of a file that has but one kind of them} */
    static String withLineEndsOf(String file, String text) {
        if (text.indexOf('\n') < 0 || file.indexOf('\n') < 0) {
            return text;
        }
        if (!file.contains("\r\n")) {
            return text.replace("\r\n", "\n");
        }
        boolean mixed = file.indexOf('\n') == 0 || file.replace("\r\n", "").indexOf('\n') >= 0;
        return mixed ? text : text.replace("\r\n", "\n").replace("\n", "\r\n");
    }
}
