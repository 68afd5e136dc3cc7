package dev.aicli.migrate.database;

/**
 * Hides what stands behind the name of a secret in a text of any kind: {@code password=…}, {@code "token": "…"},
 * {@code (api_key)=(…)}, {@code PASSWORD '…'}. Each character is looked at a bounded number of times, whatever the
 * text.
 */
final class NamedSecrets {
    private static final int MOST_BLANKS = 9;

    private final String text;
    private final StringBuilder masked = new StringBuilder();
    private int copied;

    private NamedSecrets(String text) {
        this.text = text;
    }

    static String mask(String text) {
        return new NamedSecrets(text).masked();
    }

    private String masked() {
        int i = 0;
        while (i < text.length()) {
            if (!isWord(text.charAt(i))) {
                i++;
                continue;
            }
            int end = i;
            while (end < text.length() && isWord(text.charAt(end))) {
                end++;
            }
            i = Math.max(end, afterValue(i, end));
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }

    /** {@return where the value behind a word ends, which was hidden; -1 when there is none} */
    private int afterValue(int start, int end) {
        boolean quoted = at(end) == '"' || at(end) == '\'';
        boolean bracketed = at(end) == ')';
        int sign = afterBlanks(quoted || bracketed ? end + 1 : end);
        if (at(sign) == '=' || (quoted && at(sign) == ':')) {
            return isSecret(start, end) ? hide(afterBlanks(sign + 1), bracketed) : -1;
        }
        boolean statement = sign > end && !quoted && !bracketed;
        return statement && text.substring(start, end).equalsIgnoreCase("password") ? hideLiteral(sign) : -1;
    }

    private int hide(int value, boolean bracketed) {
        char first = at(value);
        int end;
        if (first == '"' || first == '\'') {
            end = afterQuote(value);
        } else if (first == '(' && bracketed) {
            end = text.indexOf(')', value);
            end = end < 0 ? text.length() : end + 1;
        } else {
            end = value;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != '&') {
                end++;
            }
        }
        if (end == value || text.startsWith(Masking.MASK, value) || text.startsWith("'" + Masking.MASK, value)) {
            return end;
        }
        return replace(value, end, Masking.MASK);
    }

    private int hideLiteral(int value) {
        int quote = text.startsWith("U&", value) || text.startsWith("u&", value)
                ? value + 2
                : "EeNn".indexOf(at(value)) >= 0 ? value + 1 : value;
        if (at(quote) != '\'' || text.startsWith("'" + Masking.MASK, quote)) {
            return -1;
        }
        int content = quote;
        while (at(content) == '\'') {
            content++;
        }
        // In a literal of its own quotes are doubled, once or more often.
        boolean nested = (content - quote) % 2 == 0 && isWord(at(content));
        int close = nested ? text.indexOf("'".repeat(content - quote), content) : -1;
        int end = nested ? (close < 0 ? text.length() : close + content - quote) : afterQuote(quote);
        return replace(value, end, "'" + Masking.MASK + "'");
    }

    private int replace(int from, int to, String by) {
        masked.append(text, copied, from).append(by);
        copied = to;
        return to;
    }

    /** {@return behind the closing quote; a text that was cut off has none, and then all of it is inside} */
    private int afterQuote(int open) {
        char quote = text.charAt(open);
        int i = open + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' || (c == quote && quote == '\'' && at(i + 1) == quote)) {
                i += 2;
            } else if (c == quote) {
                return i + 1;
            } else {
                i++;
            }
        }
        return text.length();
    }

    private boolean isSecret(int start, int end) {
        return SecretWords.isPassword(text.substring(start, end));
    }

    private int afterBlanks(int from) {
        int i = from;
        while (i < from + MOST_BLANKS && Character.isWhitespace(at(i))) {
            i++;
        }
        return i;
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
