package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.DocumentException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether two pieces of source text say the same: the same keys, order, values, anchors and tags, with the same
 * comments. How they are laid out does not count: indentation, quotes, flow or block style, line ends. A formatter
 * edits nothing.
 */
public final class Meaning {
    private Meaning() {}

    /** {@return whether two entries, with the comments that belong to them, say the same} */
    public static boolean ofEntries(String one, String other) {
        return one.equals(other) || same(read(one), read(other));
    }

    /** {@return whether what follows two indicators says the same} */
    public static boolean ofRests(String one, String other) {
        return one.equals(other) || same(pair(one), pair(other)) || same(item(one), item(other));
    }

    private static boolean same(Optional<YamlDocument> one, Optional<YamlDocument> other) {
        return sameValues(one, other) && comments(one.orElseThrow()).equals(comments(other.orElseThrow()));
    }

    /** {@return whether what follows two indicators has the same values, whatever comments stand there} */
    public static boolean ofValues(String one, String other) {
        return one.equals(other) || sameValues(pair(one), pair(other)) || sameValues(item(one), item(other));
    }

    private static boolean sameValues(Optional<YamlDocument> one, Optional<YamlDocument> other) {
        return one.isPresent()
                && other.isPresent()
                && sameProperties(one.get().events(), other.get().events())
                && YamlValues.same(one.get().events(), other.get().events());
    }

    private static Optional<YamlDocument> pair(String rest) {
        return read("k:" + apart(rest));
    }

    private static Optional<YamlDocument> item(String rest) {
        return read("-" + aligned(apart(rest)));
    }

    /** In braces nothing may stand between an indicator and a value. */
    private static String apart(String rest) {
        return rest.isEmpty() || Character.isWhitespace(rest.charAt(0)) ? rest : " " + rest;
    }

    private static boolean sameProperties(List<YamlEvent> one, List<YamlEvent> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!Objects.equals(one.get(i).anchor(), other.get(i).anchor())
                    || !Objects.equals(one.get(i).tag(), other.get(i).tag())) {
                return false;
            }
        }
        return true;
    }

    private static List<String> comments(YamlDocument document) {
        return document.comments().stream().map(String::stripTrailing).toList();
    }

    private static Optional<YamlDocument> read(String text) {
        try {
            return Optional.of(YamlDocument.parseWhole(text));
        } catch (DocumentException e) {
            return Optional.empty();
        }
    }

    /** A mapping that starts beside a dash, with its other lines where the dash is in column 0. */
    private static String aligned(String rest) {
        int lineEnd = rest.indexOf('\n');
        if (lineEnd < 0) {
            return rest;
        }
        int column = 1 + rest.length() - rest.stripLeading().length();
        int least = rest.substring(lineEnd + 1)
                .lines()
                .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(column);
        return ShiftedText.below(rest, column - least);
    }
}
