package dev.aicli.migrate.config.document.yaml;

import java.util.List;

/**
 * A block scalar that the text ends in, without a line break. Its value ends without one, too, so it cannot simply go
 * on in the middle of a text, where its last line has one.
 */
final class OpenEnd {
    private OpenEnd() {}

    /** {@return the offset of the scalar's indicators; -1 when the document ends in anything else} */
    static int find(YamlDocument document) {
        List<YamlNode> roots = document.roots();
        String text = document.text();
        if (roots.isEmpty() || text.isEmpty() || text.endsWith("\n")) {
            return -1;
        }
        YamlNode node = roots.get(roots.size() - 1);
        while (node.isBlockCollection() && !node.entries().isEmpty()) {
            node = node.entries().get(node.entries().size() - 1).value();
        }
        boolean open = node.event().style().isBlockScalar()
                && node.end() == text.length()
                && !node.event().value().endsWith("\n");
        return open && node.contentStart() < text.length() ? node.contentStart() : -1;
    }

    /** {@return the end of the indicators at that offset} */
    static int indicatorsEnd(String text, int at) {
        int end = at;
        while (end < text.length() && "|>+-0123456789".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    /** {@return indicators that keep the value when a line break follows} */
    static String stripping(String indicators) {
        return indicators.replace("+", "").replace("-", "") + "-";
    }

    /**
     * {@return a text as it means the same when a line break follows}
     *
     * @param document that the text is the end of
     */
    static String closed(String text, YamlDocument document) {
        int found = find(document);
        if (found < 0) {
            return text;
        }
        int at = found - (document.text().length() - text.length());
        int end = indicatorsEnd(text, at);
        return text.substring(0, at) + stripping(text.substring(at, end)) + text.substring(end);
    }
}
