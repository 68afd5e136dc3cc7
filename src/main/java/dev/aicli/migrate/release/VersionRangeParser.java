package dev.aicli.migrate.release;

import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.release.VersionRange.Bound;
import dev.aicli.migrate.release.VersionRange.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a range of versions, and refuses what the grammar of {@link VersionRange} does not know. */
final class VersionRangeParser {
    private static final Pattern BLANKS = Pattern.compile(" *");
    private static final Pattern OPERATOR = Pattern.compile(">=|<=|>|<|=|\\^|~");
    private static final Pattern WORD = Pattern.compile("[^ |<>=^~]+");
    private static final Pattern PREFIX = Pattern.compile("(0|[1-9][0-9]{0,8})(?:\\.(0|[1-9][0-9]{0,8}))?\\.x");
    private static final String FORMS =
            "write conditions such as >=1.0.0 <2.0.0, 1.x, ^1.2.0, ~1.2.0, alternatives" + " apart by ||";

    private final String text;
    private int at;

    VersionRangeParser(String text) {
        this.text = text;
    }

    VersionRange parse() throws RangeSyntaxException {
        List<List<Bound>> alternatives = new ArrayList<>();
        do {
            alternatives.add(alternative());
        } while (take("||"));
        if (at < text.length()) {
            throw refuse(at, "'" + text.charAt(at) + "' does not belong here");
        }
        return new VersionRange(text, alternatives);
    }

    private List<Bound> alternative() throws RangeSyntaxException {
        List<Bound> bounds = new ArrayList<>();
        match(BLANKS);
        do {
            int start = at;
            bounds.addAll(condition());
            boolean apart = match(BLANKS).filter(blanks -> !blanks.isEmpty()).isPresent();
            if (!apart && at < text.length() && text.charAt(at) != '|') {
                throw refuse(at, "a blank is missing after '" + text.substring(start, at) + "'");
            }
        } while (at < text.length() && text.charAt(at) != '|');
        return bounds;
    }

    private List<Bound> condition() throws RangeSyntaxException {
        String operator = match(OPERATOR).orElse("");
        match(BLANKS);
        int start = at;
        String word = match(WORD).orElse("");
        if (word.isEmpty()) {
            throw refuse(start, "a version is missing");
        }
        Matcher prefix = PREFIX.matcher(word);
        if (prefix.matches()) {
            if (!operator.isEmpty()) {
                throw refuse(start, "'" + operator + "' needs a whole version, not '" + word + "'");
            }
            return prefixed(Integer.parseInt(prefix.group(1)), prefix.group(2));
        }
        SemanticVersion version = SemanticVersion.parse(word)
                .filter(parsed -> word.indexOf('+') < 0)
                .orElseThrow(() -> refuse(start, "'" + word + "' is no version (major.minor.patch)"));
        return switch (operator) {
            case ">=" -> List.of(new Bound(Comparison.AT_LEAST, version));
            case ">" -> List.of(new Bound(Comparison.ABOVE, version));
            case "<=" -> List.of(new Bound(Comparison.AT_MOST, version));
            case "<" -> List.of(new Bound(Comparison.BELOW, version));
            case "^" -> between(version, afterCaret(version));
            case "~" -> between(version, of(version.major(), version.minor() + 1, 0));
            default -> List.of(new Bound(Comparison.EQUAL, version));
        };
    }

    private static List<Bound> prefixed(int major, String minor) {
        if (minor == null) {
            return between(of(major, 0, 0), of(major + 1, 0, 0));
        }
        int number = Integer.parseInt(minor);
        return between(of(major, number, 0), of(major, number + 1, 0));
    }

    private static SemanticVersion afterCaret(SemanticVersion version) {
        if (version.major() > 0) {
            return of(version.major() + 1, 0, 0);
        }
        return version.minor() > 0 ? of(0, version.minor() + 1, 0) : of(0, 0, version.patch() + 1);
    }

    private static List<Bound> between(SemanticVersion lowest, SemanticVersion above) {
        return List.of(new Bound(Comparison.AT_LEAST, lowest), new Bound(Comparison.BELOW, above));
    }

    private static SemanticVersion of(int major, int minor, int patch) {
        return SemanticVersion.of(major + "." + minor + "." + patch);
    }

    private boolean take(String token) {
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    private Optional<String> match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher.group());
    }

    private RangeSyntaxException refuse(int index, String message) {
        return new RangeSyntaxException(text.codePointCount(0, index) + 1, message + "; " + FORMS);
    }
}
