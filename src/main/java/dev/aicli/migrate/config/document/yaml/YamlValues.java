package dev.aicli.migrate.config.document.yaml;

import java.util.List;
import java.util.Optional;

/** What nodes mean, apart from how they are written. */
public final class YamlValues {
    private YamlValues() {}

    /** {@return whether the node is an unquoted <code>{{ x }}</code>, which YAML takes for a mapping in a mapping} */
    public static boolean isPlaceholder(YamlNode node) {
        if (!node.isFlowCollection() || !node.isMapping() || node.entries().size() != 1) {
            return false;
        }
        YamlEntry only = node.entries().get(0);
        YamlNode key = only.keyNode();
        return key != null
                && key.isFlowCollection()
                && key.isMapping()
                && key.start() == node.contentStart() + 1
                && key.end() + 1 == node.end()
                && only.value().start() == only.value().end();
    }

    /** {@return the text of a scalar, or of a placeholder as it is written} */
    public static Optional<String> text(YamlDocument document, YamlNode node) {
        return isPlaceholder(node)
                ? Optional.of(document.source(node).substring(node.contentStart() - node.start()))
                : node.scalarValue();
    }

    /** {@return what kind of value the node is, in the words that conditions use} */
    public static String type(YamlNode node) {
        if (isPlaceholder(node)) {
            return "string";
        }
        if (node instanceof YamlNode.YamlAlias) {
            return "alias";
        }
        if (node instanceof YamlNode.YamlCollection) {
            return node.isMapping() ? "map" : "list";
        }
        return switch (ScalarKind.of(node.event())) {
            case NULL -> "null";
            case BOOL -> "bool";
            case INT -> "int";
            case FLOAT -> "float";
            case STRING -> "string";
        };
    }

    /** {@return whether two nodes mean the same: equal keys, order and values, whatever their style} */
    public static boolean same(YamlDocument left, YamlNode leftNode, YamlDocument right, YamlNode rightNode) {
        return same(left.events(leftNode), right.events(rightNode));
    }

    /** {@return whether two lists of events mean the same} */
    public static boolean same(List<YamlEvent> left, List<YamlEvent> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            YamlEvent a = left.get(i);
            YamlEvent b = right.get(i);
            boolean equal = a.kind() == b.kind()
                    && a.value().equals(b.value())
                    && (a.kind() != YamlEvent.Kind.SCALAR || ScalarKind.of(a) == ScalarKind.of(b));
            if (!equal) {
                return false;
            }
        }
        return true;
    }
}
