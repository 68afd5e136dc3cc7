package dev.aicli.migrate.config.migration;

import dev.aicli.migrate.config.document.yaml.ScalarKind;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEntry;
import dev.aicli.migrate.config.document.yaml.YamlEvent;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Single changes of layout as formatters make them. Each gives a text that may or may not say the same: who asks looks.
 */
final class Formatters {
    private final String text;
    private final Random random;

    Formatters(String text, Random random) {
        this.text = text;
        this.random = random;
    }

    private List<YamlEntry> entries() {
        List<YamlEntry> entries = new ArrayList<>();
        YamlDocument.parse(text).roots().forEach(root -> collect(root, false, entries));
        return entries;
    }

    /** The entries of block collections. */
    private static void collect(YamlNode node, boolean flow, List<YamlEntry> entries) {
        boolean inFlow = flow || node.isFlowCollection();
        for (YamlEntry entry : node.entries()) {
            if (!inFlow && !entry.complex()) {
                entries.add(entry);
            }
            collect(entry.value(), inFlow, entries);
        }
    }

    private Optional<YamlEntry> one(List<YamlEntry> entries) {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(random.nextInt(entries.size())));
    }

    /** A flow collection in block style. */
    String toBlock() {
        Optional<YamlEntry> entry = one(entries().stream()
                .filter(each -> each.value().isFlowCollection()
                        && !each.value().entries().isEmpty()
                        && !YamlValues.isPlaceholder(each.value())
                        && each.value().start() == each.value().contentStart())
                .toList());
        if (entry.isEmpty()) {
            return text;
        }
        YamlNode value = entry.get().value();
        int lineEnd = text.indexOf('\n', value.end());
        lineEnd = lineEnd < 0 ? text.length() : lineEnd;
        int column = entry.get().start() - (text.lastIndexOf('\n', entry.get().start() - 1) + 1);
        String rest = text.substring(value.end(), lineEnd).stripTrailing();
        StringBuilder block = new StringBuilder();
        boolean item = entry.get().keyNode() == null;
        block(value, column + 2, item && rest.isEmpty(), block);
        return text.substring(0, value.start()).stripTrailing()
                + (item && rest.isEmpty() ? " " : rest + "\n")
                + block.toString().stripTrailing()
                + text.substring(lineEnd);
    }

    private void block(YamlNode node, int column, boolean beside, StringBuilder block) {
        boolean first = beside;
        for (YamlEntry entry : node.entries()) {
            block.append(first ? "" : " ".repeat(column));
            first = false;
            YamlNode key = entry.keyNode();
            block.append(key == null ? "-" : text.substring(key.start(), key.end()) + ":");
            YamlNode value = entry.value();
            boolean opens = value.isFlowCollection()
                    && !value.entries().isEmpty()
                    && !YamlValues.isPlaceholder(value)
                    && value.start() == value.contentStart();
            if (opens) {
                block.append(key == null ? " " : "\n");
                block(value, column + 2, key == null, block);
            } else {
                block.append(value.start() == value.end() ? "" : " ")
                        .append(text, value.start(), value.end())
                        .append('\n');
            }
        }
    }

    /** A block collection without comments in flow style. */
    String toFlow() {
        Optional<YamlEntry> entry = one(entries().stream()
                .filter(each -> each.value().isBlockCollection()
                        && text.substring(each.indicator() + 1, each.value().end())
                                        .indexOf('#')
                                < 0)
                .toList());
        if (entry.isEmpty()) {
            return text;
        }
        StringBuilder flow = new StringBuilder(" ");
        flow(entry.get().value(), flow);
        return text.substring(0, entry.get().indicator() + 1)
                + flow
                + text.substring(entry.get().value().end());
    }

    private void flow(YamlNode node, StringBuilder flow) {
        if (!node.isBlockCollection()) {
            flow.append(text, node.start(), node.end());
            return;
        }
        flow.append(node.isMapping() ? "{" : "[");
        String between = "";
        for (YamlEntry entry : node.entries()) {
            flow.append(between);
            between = ", ";
            YamlNode key = entry.keyNode();
            if (key != null) {
                flow.append(text, key.start(), key.end()).append(": ");
            }
            flow(entry.value(), flow);
        }
        flow.append(node.isMapping() ? "}" : "]");
    }

    /** Twice the indentation. */
    String wider() {
        StringBuilder changed = new StringBuilder();
        for (String line : text.split("(?<=\n)", -1)) {
            changed.append(" ".repeat(spaces(line))).append(line);
        }
        return changed.toString();
    }

    /** Half the indentation. */
    String narrower() {
        StringBuilder changed = new StringBuilder();
        for (String line : text.split("(?<=\n)", -1)) {
            changed.append(line.substring(spaces(line) / 2));
        }
        return changed.toString();
    }

    /** The dashes of a list moved in or out below their key. */
    String dashes() {
        Optional<YamlEntry> entry = one(entries().stream()
                .filter(each -> each.keyNode() != null
                        && each.value().isBlockCollection()
                        && each.value().isSequence())
                .toList());
        if (entry.isEmpty()) {
            return text;
        }
        YamlNode list = entry.get().value();
        int lineStart = text.lastIndexOf('\n', entry.get().start() - 1) + 1;
        int from = text.indexOf('\n', entry.get().indicator()) + 1;
        int to = text.indexOf('\n', list.end());
        to = to < 0 ? text.length() : to;
        int dash = list.start() - (text.lastIndexOf('\n', list.start() - 1) + 1);
        int column = entry.get().start() - lineStart;
        StringBuilder changed = new StringBuilder(text.substring(0, from));
        for (String line : text.substring(from, to).split("(?<=\n)", -1)) {
            if (line.isBlank()) {
                changed.append(line);
            } else if (dash > column) {
                changed.append(line.substring(Math.min(spaces(line), dash - column)));
            } else {
                changed.append("  ").append(line);
            }
        }
        return changed.append(text.substring(to)).toString();
    }

    private static int spaces(String line) {
        int spaces = 0;
        while (spaces < line.length() && line.charAt(spaces) == ' ') {
            spaces++;
        }
        return spaces;
    }

    /** Other quotes, or plain texts put into quotes, or quotes left out. */
    String quotes() {
        int way = random.nextInt(3);
        StringBuilder changed = new StringBuilder(text);
        List<YamlNode> scalars = new ArrayList<>();
        YamlDocument.parse(text).roots().forEach(root -> scalars(root, scalars));
        for (int i = scalars.size() - 1; i >= 0; i--) {
            YamlNode node = scalars.get(i);
            String value = node.event().value();
            boolean simple = !value.isEmpty()
                    && value.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '\'' && c != '"' && c != '\\');
            boolean plain = node.event().style() == YamlEvent.Style.PLAIN;
            boolean single = node.event().style() == YamlEvent.Style.SINGLE_QUOTED;
            boolean quoted = single || node.event().style() == YamlEvent.Style.DOUBLE_QUOTED;
            String written = null;
            if (simple && way == 0 && quoted) {
                written = single ? '"' + value + '"' : "'" + value + "'";
            } else if (simple && way == 1 && plain && ScalarKind.of(node.event()) == ScalarKind.STRING) {
                written = '"' + value + '"';
            } else if (way == 2
                    && quoted
                    && value.matches("[a-z][a-z0-9]*")
                    && ScalarKind.ofPlain(value) == ScalarKind.STRING) {
                written = value;
            }
            if (written != null) {
                changed.replace(node.contentStart(), node.end(), written);
            }
        }
        return changed.toString();
    }

    private static void scalars(YamlNode node, List<YamlNode> scalars) {
        if (node instanceof YamlNode.YamlScalar) {
            scalars.add(node);
        }
        for (YamlEntry entry : node.entries()) {
            if (entry.keyNode() instanceof YamlNode.YamlScalar key) {
                scalars.add(key);
            }
            scalars(entry.value(), scalars);
        }
    }

    /** The other line ends. */
    String lineEnds() {
        return text.contains("\r\n") ? text.replace("\r\n", "\n") : text.replace("\n", "\r\n");
    }
}
