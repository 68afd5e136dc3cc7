package dev.aicli.migrate.config.diff;

import dev.aicli.migrate.config.document.SecretNames;
import dev.aicli.migrate.config.migration.ConfigFormat;
import dev.aicli.migrate.database.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A configuration file's lines, as they are and as they may be shown.
 *
 * <p>Hidden are the values under names that tell of secrets, such values wherever else they stand, passwords in URLs,
 * and what looks like a secret in a comment. In doubt too much is hidden.
 *
 * @param lines each with its line break
 * @param shown the same lines without secrets
 */
public record MaskedText(List<String> lines, List<String> shown) {
    private static final Pattern IN_COMMENT = Pattern.compile("([\\w.-]+)\"?\\s{0,9}[:=]\\s{0,9}(\\S.*)");

    /** Values shorter than this are hidden under their names only: they are words that stand elsewhere too. */
    private static final int LONG_ENOUGH = 4;

    /** Shorter ones, and shorter lines of them, are not hidden in the middle of other values. */
    private static final int LONG_ENOUGH_TO_SEARCH = 8;

    /**
     * Finds the secrets of a text.
     *
     * @param secretNames names of secrets that do not look like it
     * @param others secrets of other texts
     */
    public static MaskedText of(ConfigFormat format, String text, Set<String> secretNames, Set<String> others) {
        Set<String> known = Stream.concat(secrets(format, text, secretNames).stream(), others.stream())
                .map(String::strip)
                .filter(value -> value.length() >= LONG_ENOUGH)
                .collect(Collectors.toSet());
        SecretSpans spans = SecretSpans.of(format, text, secretNames, known);
        StringBuilder builder = new StringBuilder();
        int copied = 0;
        for (SecretSpans.Span span : spans.spans()) {
            builder.append(text, copied, span.start()).append(lineByLine(text.substring(span.start(), span.end())));
            copied = span.end();
        }
        String masked = builder.append(text, copied, text.length()).toString();
        Masking masking = Masking.PATTERNS;
        // A line of it: the text is looked at line by line, and may have them one behind the other, with \n between.
        for (String line :
                known.stream().flatMap(String::lines).map(String::strip).collect(Collectors.toSet())) {
            if (line.length() >= LONG_ENOUGH_TO_SEARCH) {
                masking = masking.with(line);
            }
        }
        List<String> shown = new ArrayList<>();
        for (String line : lines(masked)) {
            shown.add(masking.mask(SecretNames.mask("", comment(line))));
        }
        return new MaskedText(lines(text), shown);
    }

    /** {@return the secrets that stand in a text under their names} */
    public static Set<String> secrets(ConfigFormat format, String text, Set<String> secretNames) {
        return SecretSpans.of(format, text, secretNames, Set.of()).values();
    }

    /** {@return the text as it may be shown} */
    public String text() {
        return String.join("", shown);
    }

    /** Lines stay lines, so that a diff of the shown lines fits that of the real ones. */
    private static String lineByLine(String secret) {
        List<String> masked = new ArrayList<>();
        List<String> lines = lines(secret);
        boolean block = secret.startsWith("|") || secret.startsWith(">");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String end = line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
            String body = line.substring(0, line.length() - end.length());
            boolean header = block && i == 0;
            int indent = body.length() - body.stripLeading().length();
            masked.add(header || body.isBlank() ? line : body.substring(0, i == 0 ? 0 : indent) + Masking.MASK + end);
        }
        return String.join("", masked);
    }

    private static String comment(String line) {
        int start = line.indexOf('#');
        if (start < 0) {
            return line;
        }
        Matcher matcher = IN_COMMENT.matcher(line);
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        int from = start;
        while (matcher.find(from)) {
            if (SecretNames.isSecret(matcher.group(1))) {
                masked.append(line, copied, matcher.start(2)).append(Masking.MASK);
                copied = matcher.end(2);
                break;
            }
            from = matcher.end(1);
        }
        return masked.append(line, copied, line.length()).toString();
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    /** The lines hold secrets. */
    @Override
    public String toString() {
        return "MaskedText[" + lines.size() + " lines]";
    }
}
