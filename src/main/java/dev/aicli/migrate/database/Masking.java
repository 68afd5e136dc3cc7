package dev.aicli.migrate.database;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
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

    /** No URL is longer; what comes after is not searched for the end of a password. */
    private static final int LONGEST_URL = 4096;

    private static final Pattern URL = Pattern.compile("[A-Za-z0-9]://");
    private static final Pattern PORT = Pattern.compile("[0-9]*(?:[/?,\\])].*)?");

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
        return NamedSecrets.mask(maskUrls(masked));
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
            int colon = at < 0 ? -1 : text.indexOf(':', start);
            masked.append(text, copied, start);
            if (colon >= 0 && colon < at) {
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
        int blank = endOf(text, start, Character::isWhitespace);
        int at = lastAt(text, start, blank);
        if (at >= 0) {
            return at;
        }
        int colon = colonBeforePassword(text, start, blank);
        boolean portFollows =
                colon < 0 || PORT.matcher(text.substring(colon + 1, blank)).matches();
        if (portFollows) {
            return -1;
        }
        return lastAt(text, start, endOf(text, start, c -> c == '\n'));
    }

    /** {@return where the first colon is that is not part of an IPv6 address, or -1} */
    private static int colonBeforePassword(String text, int start, int end) {
        int from = text.startsWith("[", start) ? endOf(text, start, c -> c == ']') : start;
        for (int i = from; i < end; i++) {
            if (text.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }

    private static int lastAt(String text, int from, int to) {
        int i = to - 1;
        while (i >= from && text.charAt(i) != '@') {
            i--;
        }
        return i >= from ? i : -1;
    }

    private static int endOf(String text, int from, IntPredicate end) {
        int limit = Math.min(text.length(), from + LONGEST_URL);
        int i = from;
        while (i < limit && !end.test(text.charAt(i))) {
            i++;
        }
        return i;
    }

    @Override
    public String toString() {
        return "Masking[" + secrets.size() + "]";
    }
}
