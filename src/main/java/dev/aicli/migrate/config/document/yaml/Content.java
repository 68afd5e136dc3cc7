package dev.aicli.migrate.config.document.yaml;

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
    record Items(List<Content> items) implements Content {}

    /** A value moved as it stands in the source. */
    record Moved(Fragment fragment) implements Content {}

    /** An entry to be written, with the comment lines above it (without '#'). */
    record NewEntry(Content value, List<String> comments) {}

    static Content text(String value) {
        return new Text(value, null);
    }

    /** {@return the value of a node of another document: what it says, not how it is laid out} */
    static Content of(YamlDocument document, YamlNode node) {
        Optional<String> text = YamlValues.text(document, node);
        if (text.isPresent()) {
            boolean plain = node instanceof YamlNode.YamlScalar && ScalarKind.of(node.event()) != ScalarKind.STRING;
            Style style = node.event().style();
            boolean multiline = text.get().indexOf('\n') >= 0;
            return plain
                    ? new Literal(text.get())
                    : new Text(text.get(), multiline && style.isBlockScalar() ? Style.LITERAL : null);
        }
        if (node.isMapping()) {
            Pairs pairs = new Pairs();
            for (YamlEntry entry : node.entries()) {
                entry.name().ifPresent(name -> pairs.put(name, of(document, entry.value())));
            }
            return pairs;
        }
        List<Content> items = new ArrayList<>();
        for (YamlEntry entry : node.entries()) {
            items.add(of(document, entry.value()));
        }
        return new Items(items);
    }
}
