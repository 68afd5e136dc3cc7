package dev.aicli.migrate.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A schema version: one or more numbers of any length, compared part by part ({@code 2 < 10}, {@code 18 < 18.1}).
 * Leading zeros carry no meaning: {@code 003} is {@code 3}.
 */
public final class NumericVersion implements Version {
    private static final Pattern SYNTAX = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    private final String text;

    private NumericVersion(String text) {
        this.text = text;
    }

    /** Parses digits with optional dots between; empty when the text is anything else. */
    public static Optional<NumericVersion> parse(String text) {
        if (!SYNTAX.matcher(text).matches()) {
            return Optional.empty();
        }
        StringBuilder canonical = new StringBuilder(text.length());
        for (String part : text.split("\\.", -1)) {
            if (!canonical.isEmpty()) {
                canonical.append('.');
            }
            int firstSignificant = 0;
            while (firstSignificant < part.length() - 1 && part.charAt(firstSignificant) == '0') {
                firstSignificant++;
            }
            canonical.append(part, firstSignificant, part.length());
        }
        return Optional.of(new NumericVersion(canonical.toString()));
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
        if (text.indexOf('.') < 0 && that.text.indexOf('.') < 0) {
            return compareDigits(text, that.text);
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
