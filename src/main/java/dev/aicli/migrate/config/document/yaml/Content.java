package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.yaml.YamlEvent.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value to be written. */
public sealed interface Content {

    /** A string; quotes are chosen by what stands around it, unless a style is given. */
    record Text(String value, @Nullable Style style) implements Content {
        @Override
        public String toString() {
            return "Text";
        }
    }

    /** A number, boolean or null, written as it is. */
    record Literal(String value) implements Content {
        @Override
        public String toString() {
            return "Literal";
        }
    }

    /** A mapping; grows while an edit is put together. */
    final class Pairs implements Content {
        private final Map<String, NewEntry> entries = new LinkedHashMap<>();

        public Pairs put(String key, NewEntry entry) {
            entries.put(key, entry);
            return this;
        }

        public Pairs put(String key, Content value) {
            return put(key, new NewEntry(value, List.of()));
        }

        Optional<NewEntry> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        Map<String, NewEntry> entries() {
            return entries;
        }
    }

    /** A sequence. */
    record Items(List<NewEntry> items) implements Content {
        public static Items of(List<Content> values) {
            return new Items(
                    values.stream().map(value -> new NewEntry(value, List.of())).toList());
        }
    }

    /** A value moved as it stands in the source. */
    record Moved(Fragment fragment) implements Content {
        /** {@return the value without the comments above it: for a second copy} */
        public Moved withoutComments() {
            return new Moved(fragment.withoutAbove());
        }
    }

    /** An entry to be written, with the comment lines above it (without '#'). */
    record NewEntry(Content value, List<String> comments) {
        /** {@return its comments, and those that its value brings} */
        public List<String> allComments() {
            List<String> all = new ArrayList<>(comments);
            if (value instanceof Moved moved) {
                all.addAll(moved.fragment().comments());
            }
            return all;
        }
    }

    static Content text(String value) {
        return new Text(value, null);
    }

    /** {@return the value of a node of another document: what it says; quotes are chosen anew} */
    static Content of(YamlDocument document, YamlNode node) {
        return of(document, node, false);
    }

    /** {@return the value of a node, with its quotes} Refuses anchors, aliases and tags. */
    static Content styled(YamlDocument document, YamlNode node) {
        return of(document, node, true);
    }

    private static Content of(YamlDocument document, YamlNode node, boolean keepQuotes) {
        YamlEvent event = node.event();
        if (node instanceof YamlNode.YamlAlias) {
            throw new EditRefusedException(Refusal.ALIAS, document.position(node.start()));
        }
        if (event.anchor() != null || event.tag() != null) {
            throw new EditRefusedException(Refusal.ANCHOR, document.position(node.start()));
        }
        Optional<String> text = YamlValues.text(document, node);
        if (text.isPresent()) {
            return scalar(text.get(), node, keepQuotes);
        }
        if (node.isMapping()) {
            Pairs pairs = new Pairs();
            for (YamlEntry entry : node.entries()) {
                String name = entry.name()
                        .orElseThrow(
                                () -> new EditRefusedException(Refusal.COMPLEX_KEY, document.position(entry.start())));
                pairs.put(name, of(document, entry.value(), keepQuotes));
            }
            return pairs;
        }
        List<Content> items = new ArrayList<>();
        for (YamlEntry entry : node.entries()) {
            items.add(of(document, entry.value(), keepQuotes));
        }
        return Items.of(items);
    }

    private static Content scalar(String text, YamlNode node, boolean keepQuotes) {
        Style style = node.event().style();
        if (node instanceof YamlNode.YamlScalar && ScalarKind.of(node.event()) != ScalarKind.STRING) {
            return new Literal(text.isEmpty() ? "null" : text);
        }
        if (style.isBlockScalar()) {
            return new Text(text, Style.LITERAL);
        }
        return new Text(text, keepQuotes && node instanceof YamlNode.YamlScalar ? style : null);
    }
}
