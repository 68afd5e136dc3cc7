package dev.aicli.migrate.database;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hides passwords in texts that are printed, stored or thrown: those that it was told, and whatever looks like one in a
 * URL, a connection string, or an SQL {@code PASSWORD '…'}. In doubt it hides too much.
 */
public final class Masking {
    /** Knows no password by itself, only what passwords look like. */
    public static final Masking PATTERNS = new Masking(List.of());

    /** What stands in place of a password. */
    public static final String MASK = "***";

    /** A shorter password is hidden only where it stands as a word, or {@code test} would spoil every message. */
    private static final int LONG_ENOUGH = 8;

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");
    private static final Pattern PORT = Pattern.compile("[0-9]*(?:[/?,\\])].*)?");
    private static final Pattern KEY_VALUE = Pattern.compile(
            "((?:password|passwd|secret|token)(?:[\"']\\s*:|\\s*=)\\s*)"
                    + "(\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.|'')*+'|[^\\s&]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SQL_PASSWORD =
            Pattern.compile("(\\bpassword\\s+)(?:E|U&)?'(?:[^']|'')*+'", Pattern.CASE_INSENSITIVE);

    private final List<String> secrets;

    private Masking(List<String> secrets) {
        this.secrets = secrets;
    }

    /** {@return one that also hides this text, as it is and as it reads percent-encoded} */
    public Masking with(String secret) {
        if (secret.isEmpty()) {
            return this;
        }
        TreeSet<String> longestFirst =
                new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        longestFirst.addAll(secrets);
        longestFirst.addAll(Stream.of(secret, PercentEncoding.encode(secret)).toList());
        return new Masking(List.copyOf(longestFirst));
    }

    /** {@return one that hides what either hides} */
    public Masking and(Masking other) {
        Masking both = this;
        for (String secret : other.secrets) {
            both = both.with(secret);
        }
        return both;
    }

    /** {@return the text without passwords} */
    public String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = without(secret, masked);
        }
        masked = maskUrls(masked);
        masked = KEY_VALUE.matcher(masked).replaceAll("$1" + MASK);
        return SQL_PASSWORD.matcher(masked).replaceAll("$1'" + MASK + "'");
    }

    private static String without(String secret, String text) {
        int found = text.indexOf(secret);
        if (found < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        while (found >= 0) {
            int end = found + secret.length();
            if (secret.length() >= LONG_ENOUGH || standsAlone(text, found, end)) {
                masked.append(text, copied, found).append(MASK);
                copied = end;
                found = text.indexOf(secret, end);
            } else {
                found = text.indexOf(secret, found + 1);
            }
        }
        return masked.append(text, copied, text.length()).toString();
    }

    private static boolean standsAlone(String text, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    private static String maskUrls(String text) {
        Matcher url = URL.matcher(text);
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        while (url.find(copied)) {
            int start = url.end();
            int at = passwordEnd(text, start);
            int colon = text.indexOf(':', start);
            masked.append(text, copied, start);
            if (at > 0 && colon >= 0 && colon < at) {
                masked.append(text, start, colon + 1).append(MASK);
                copied = at;
            } else {
                copied = start;
            }
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }

    /**
     * {@return where the last {@code @} is that may end the password of the URL whose authority begins there, or -1}
     */
    private static int passwordEnd(String text, int start) {
        int blank = firstBlank(text, start);
        int at = text.lastIndexOf('@', blank - 1);
        if (at >= start) {
            return at;
        }
        int colon = text.indexOf(':', start);
        boolean portFollows = colon < 0
                || colon >= blank
                || PORT.matcher(text.substring(colon + 1, blank)).matches();
        if (portFollows) {
            return -1;
        }
        int lineEnd = text.indexOf('\n', start);
        int lastAt = text.lastIndexOf('@', lineEnd < 0 ? text.length() : lineEnd);
        return lastAt >= start ? lastAt : -1;
    }

    private static int firstBlank(String text, int from) {
        int i = from;
        while (i < text.length() && !Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    @Override
    public String toString() {
        return "Masking[" + secrets.size() + "]";
    }
}
