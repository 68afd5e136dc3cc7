package dev.aicli.migrate.config.diff;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.Placeholders;
import dev.aicli.migrate.config.document.SecretNames;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvLine;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEntry;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.migration.ConfigFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the values stand that names in the text say are secrets, and those that are known to be some. */
final class SecretSpans {
    private final String text;
    private final Set<String> secretNames;
    private final Set<String> known;
    private final List<Span> spans = new ArrayList<>();
    private final Set<String> values = new LinkedHashSet<>();
    private final Set<String> anchors = new HashSet<>();

    /** A part of the text, in UTF-16 offsets. */
    record Span(int start, int end) {}

    private SecretSpans(String text, Set<String> secretNames, Set<String> known) {
        this.text = text;
        this.secretNames = secretNames;
        this.known = known;
    }

    /** {@return the spans in a text} {@code known} are values that are secrets under whatever name they stand. */
    static SecretSpans of(ConfigFormat format, String text, Set<String> secretNames, Set<String> known) {
        SecretSpans found = new SecretSpans(text, secretNames, known);
        try {
            if (format == ConfigFormat.DOTENV) {
                found.dotenv(DotenvDocument.parse(text));
            } else {
                YamlDocument document = YamlDocument.parse(text);
                document.roots().forEach(root -> found.yaml(root, false));
                // What an alias under a secret's name refers to is a secret where it stands.
                if (!found.anchors.isEmpty()) {
                    document.roots().forEach(found::anchored);
                }
            }
        } catch (DocumentException e) {
            found.spans.clear();
            found.spans.add(new Span(0, text.length()));
        }
        found.spans.sort(Comparator.comparingInt(Span::start));
        return found;
    }

    /** {@return the spans, in order, without overlaps} */
    List<Span> spans() {
        List<Span> apart = new ArrayList<>();
        int end = 0;
        for (Span span : spans) {
            if (span.start() >= end && span.end() > span.start()) {
                apart.add(span);
                end = span.end();
            }
        }
        return apart;
    }

    Set<String> values() {
        return values;
    }

    private boolean isSecret(String name) {
        return SecretNames.isSecret(name) || secretNames.contains(name);
    }

    private boolean isSecretSection(String name) {
        return SecretNames.isSecretSection(name) || secretNames.contains(name);
    }

    private void yaml(YamlNode node, boolean secret) {
        if (node instanceof YamlNode.YamlAlias && secret) {
            anchors.add(node.event().value());
        }
        if (node instanceof YamlNode.YamlScalar
                && (secret || known.contains(node.event().value().strip()))) {
            add(node.contentStart(), node.end(), node.event().value());
        }
        for (YamlEntry entry : node.entries()) {
            boolean section =
                    !(entry.value() instanceof YamlNode.YamlScalar) && !(entry.value() instanceof YamlNode.YamlAlias);
            boolean below = entry.name()
                    .filter(name -> section ? isSecretSection(name) : isSecret(name))
                    .isPresent();
            yaml(entry.value(), secret || below);
            if (entry.keyNode() != null && entry.complex()) {
                yaml(entry.keyNode(), secret);
            }
        }
    }

    private void anchored(YamlNode node) {
        String anchor = node.event().anchor();
        if (anchor != null && anchors.contains(anchor)) {
            yaml(node, true);
        }
        node.entries().forEach(entry -> anchored(entry.value()));
    }

    private void dotenv(DotenvDocument document) {
        int offset = text.startsWith("\uFEFF") ? 1 : 0;
        for (DotenvLine line : document.lines()) {
            if (line instanceof DotenvLine.Variable variable) {
                int start = offset
                        + variable.before().length()
                        + variable.name().length()
                        + variable.separator().length();
                String value =
                        DotenvValue.read(variable.raw()).map(DotenvValue::text).orElse(variable.raw());
                if (isSecret(variable.name()) || known.contains(value.strip())) {
                    add(start, start + variable.raw().length(), value);
                }
            }
            offset += line.source().length();
        }
    }

    /** A reference to a variable is no secret, and worth seeing. */
    private void add(int start, int end, String value) {
        if (!value.isEmpty() && !isReference(value)) {
            spans.add(new Span(start, end));
            values.add(value);
        }
    }

    /** With a default in it, as in {@code ${A:-b}}, it may be a secret all the same. */
    private static boolean isReference(String value) {
        return Placeholders.isOne(value) && value.indexOf(':') < 0 && value.indexOf('-') < 0;
    }
}
