package dev.aicli.migrate.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * A schema version: one or more numbers of any length, compared part by part ({@code 2 < 10}, {@code 18 < 18.1}).
 * Leading zeros carry no meaning: {@code 003} is {@code 3}.
 */
public final class NumericVersion implements Version {
    /** No more digits than fit into a {@code long}. */
    private static final int MOST_DIGITS = 18;

    private final String text;
    /** Nearly all versions are one number that fits: its value, else -1. */
    private final long number;

    private NumericVersion(String text) {
        this.text = text;
        this.number = isDigits(text) && text.length() <= MOST_DIGITS ? Long.parseLong(text) : -1;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Parses digits with optional dots between; empty when the text is anything else. */
    public static Optional<NumericVersion> parse(String text) {
        if (isDigits(text)) {
            return Optional.of(new NumericVersion(withoutLeadingZeros(text)));
        }
        StringBuilder canonical = new StringBuilder(text.length());
        for (String part : text.split("\\.", -1)) {
            if (!isDigits(part)) {
                return Optional.empty();
            }
            if (!canonical.isEmpty()) {
                canonical.append('.');
            }
            canonical.append(withoutLeadingZeros(part));
        }
        return Optional.of(new NumericVersion(canonical.toString()));
    }

    private static String withoutLeadingZeros(String digits) {
        int firstSignificant = 0;
        while (firstSignificant < digits.length() - 1 && digits.charAt(firstSignificant) == '0') {
            firstSignificant++;
        }
        return digits.substring(firstSignificant);
    }

    /** {@return the version of that text} Throws IllegalArgumentException when it is none. */
    public static NumericVersion of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a numeric version: " + text));
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public int compareTo(Version other) {
        if (!(other instanceof NumericVersion that)) {
            throw new IllegalArgumentException("cannot compare " + this + " with " + other);
        }
        if (number >= 0 && that.number >= 0) {
            return Long.compare(number, that.number);
        }
        String[] mine = text.split("\\.", -1);
        String[] theirs = that.text.split("\\.", -1);
        int firstDifference = Arrays.mismatch(mine, theirs);
        if (firstDifference < 0) {
            return 0;
        }
        if (firstDifference == mine.length || firstDifference == theirs.length) {
            return Integer.compare(mine.length, theirs.length);
        }
        return compareDigits(mine[firstDifference], theirs[firstDifference]);
    }

    /** Canonical digits have no leading zeros, so the longer one is the larger one. */
    private static int compareDigits(String left, String right) {
        int byLength = Integer.compare(left.length(), right.length());
        return byLength != 0 ? byLength : left.compareTo(right);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumericVersion that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
