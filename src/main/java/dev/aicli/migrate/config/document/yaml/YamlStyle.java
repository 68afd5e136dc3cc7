package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.yaml.YamlEvent.Style;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How new text is written: as its neighbours are, else as the rest of the file is.
 *
 * @param indent of a mapping below a key
 * @param sequenceIndent of a dash below a key
 * @param quotes for strings that need or want them
 * @param plainWanted whether strings that need no quotes get none
 */
record YamlStyle(int indent, int sequenceIndent, Style quotes, boolean plainWanted, String lineBreak) {
    private static final int DEFAULT_INDENT = 2;

    /** {@return the style for new entries of a collection} */
    static YamlStyle near(YamlDocument document, @Nullable YamlCursor collection) {
        YamlLayout layout = new YamlLayout(document);
        int indent = 0;
        int sequenceIndent = -1;
        for (YamlCursor at = collection; at != null && (indent == 0 || sequenceIndent < 0); at = at.parent()) {
            indent = indent == 0 ? indentIn(layout, at.node(), false) : indent;
            sequenceIndent = sequenceIndent < 0 ? indentIn(layout, at.node(), true) : sequenceIndent;
        }
        int single = 0;
        int doubled = 0;
        Deque<YamlNode> open = new ArrayDeque<>(document.roots());
        while (!open.isEmpty()) {
            YamlNode node = open.pop();
            Style style = node.event().style();
            single += style == Style.SINGLE_QUOTED ? 1 : 0;
            doubled += style == Style.DOUBLE_QUOTED ? 1 : 0;
            indent = indent == 0 ? indentIn(layout, node, false) : indent;
            sequenceIndent = sequenceIndent < 0 ? indentIn(layout, node, true) : sequenceIndent;
            for (YamlEntry entry : node.entries()) {
                open.push(entry.value());
            }
        }
        int found = indent == 0 ? DEFAULT_INDENT : indent;
        return new YamlStyle(
                found,
                sequenceIndent < 0 ? found : sequenceIndent,
                single > doubled ? Style.SINGLE_QUOTED : Style.DOUBLE_QUOTED,
                collection == null || !siblingsAreQuoted(collection.node().entries()),
                lineBreakOf(document.text()));
    }

    /** {@return the line break of the text's first line} */
    static String lineBreakOf(String text) {
        int newline = text.indexOf('\n');
        return newline > 0 && text.charAt(newline - 1) == '\r' ? "\r\n" : "\n";
    }

    YamlStyle withQuotes(Style style) {
        return new YamlStyle(indent, sequenceIndent, style, false, lineBreak);
    }

    private static int indentIn(YamlLayout layout, YamlNode node, boolean sequence) {
        if (!node.isBlockCollection() || !node.isMapping()) {
            return sequence ? -1 : 0;
        }
        for (YamlEntry entry : node.entries()) {
            YamlNode value = entry.value();
            if (!entry.complex() && value.isBlockCollection() && value.isSequence() == sequence) {
                return layout.column(value.entries().get(0).start()) - layout.column(entry.start());
            }
        }
        return sequence ? -1 : 0;
    }

    private static boolean siblingsAreQuoted(List<YamlEntry> siblings) {
        int quoted = 0;
        for (YamlEntry sibling : siblings) {
            YamlEvent event = sibling.value().event();
            if (event.kind() == YamlEvent.Kind.SCALAR) {
                if (event.style() == Style.SINGLE_QUOTED || event.style() == Style.DOUBLE_QUOTED) {
                    quoted++;
                } else if (event.style() == Style.PLAIN && ScalarKind.of(event) == ScalarKind.STRING) {
                    return false;
                }
            }
        }
        return quoted > 1;
    }
}
