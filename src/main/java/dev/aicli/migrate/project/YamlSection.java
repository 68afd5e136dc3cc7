package dev.aicli.migrate.project;

import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.Spelling;
import dev.aicli.migrate.model.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of the project file or the release manifest. Whoever reads it asks for each key that there is and then
 * calls {@link #finish}, which refuses the keys that nobody asked for.
 */
final class YamlSection {
    private final Source source;
    private final String name;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, SourceLocation> places = new LinkedHashMap<>();
    private final Collection<String> known = new TreeSet<>();

    /**
     * The file that sections belong to.
     *
     * @param what what messages call it: {@code the project file}
     * @param shownName its name in messages
     * @param base what its relative paths are relative to
     * @param variables expand its values; absent to take them as they are
     */
    record Source(String what, String shownName, Path base, Optional<Variables> variables) {
        SourceLocation whole() {
            return SourceLocation.of(shownName);
        }

        SourceLocation place(Node node) {
            return node.getStartMark()
                    .map(mark -> new SourceLocation(shownName, mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(whole());
        }
    }

    private YamlSection(Source source, String name) {
        this.source = source;
        this.name = name;
    }

    static YamlSection empty(Source source) {
        return new YamlSection(source, "");
    }

    static YamlSection of(Node node, Source source, String name) {
        YamlSection section = new YamlSection(source, name);
        if (isNull(node)) {
            return section;
        }
        if (!(node instanceof MappingNode mapping)) {
            String what = name.isEmpty() ? source.what() : "'" + name + "'";
            throw new UsageException(what + " is not a mapping of keys to values").at(source.place(node));
        }
        for (NodeTuple tuple : mapping.getValue()) {
            Node keyNode = tuple.getKeyNode();
            SourceLocation place = source.place(keyNode);
            if (!(keyNode instanceof ScalarNode key)) {
                throw new UsageException("a key is not a plain word").at(place);
            }
            if (section.places.put(key.getValue(), place) != null) {
                throw new UsageException("the key '" + section.qualified(key.getValue()) + "' is there twice")
                        .at(place);
            }
            if (!isNull(tuple.getValueNode())) {
                section.values.put(key.getValue(), tuple.getValueNode());
            }
        }
        return section;
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private String qualified(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    private Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    Optional<ProjectValue> value(String key) {
        return node(key).map(node -> value(key, node));
    }

    private ProjectValue value(String key, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw new UsageException("'" + qualified(key) + "' is not a single value").at(source.place(node));
        }
        return new ProjectValue(
                "'" + qualified(key) + "'",
                scalar.getValue(),
                source.place(node),
                scalar.isPlain() ? 0 : 1,
                source.variables().orElse(null),
                source.base());
    }

    YamlSection section(String key) {
        return node(key)
                .map(node -> of(node, source, qualified(key)))
                .orElseGet(() -> new YamlSection(source, qualified(key)));
    }

    /** {@return whether the key has a value, of whatever kind} */
    boolean has(String key) {
        return node(key).isPresent();
    }

    /** {@return whether the key's value is a sequence} */
    boolean isSequence(String key) {
        return node(key).filter(SequenceNode.class::isInstance).isPresent();
    }

    /** {@return whether the key's value is a mapping} */
    boolean isMapping(String key) {
        return node(key).filter(MappingNode.class::isInstance).isPresent();
    }

    /** {@return the elements of a sequence of single values; a lone value needs no sequence around it} */
    List<ProjectValue> listed(String key) {
        return isSequence(key) ? values(key) : value(key).stream().toList();
    }

    /** {@return the texts of a sequence of single values} */
    List<String> texts(String key) {
        return values(key).stream().map(ProjectValue::text).toList();
    }

    /** {@return the elements of a sequence of single values} */
    List<ProjectValue> values(String key) {
        List<ProjectValue> values = new ArrayList<>();
        for (Node item : items(key)) {
            values.add(value(key, item));
        }
        return values;
    }

    /**
     * {@return the elements of a sequence as sections} An element that is a single value stands for a section which has
     * nothing but that value, under {@code shorthand}; a lone element needs no sequence around it.
     */
    List<YamlSection> sections(String key, String shorthand) {
        List<YamlSection> sections = new ArrayList<>();
        for (Node item : isSequence(key) ? items(key) : node(key).stream().toList()) {
            String element = qualified(key) + "[" + sections.size() + "]";
            if (item instanceof ScalarNode) {
                YamlSection single = new YamlSection(source, element);
                single.values.put(shorthand, item);
                single.places.put(shorthand, source.place(item));
                sections.add(single);
            } else {
                sections.add(of(item, source, element));
            }
        }
        return sections;
    }

    private List<Node> items(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof SequenceNode sequence)) {
            throw new UsageException("'" + qualified(key) + "' is not a list").at(source.place(node.get()));
        }
        return sequence.getValue();
    }

    /** {@return a value that must be there} */
    ProjectValue required(String key) {
        return value(key)
                .orElseThrow(() -> new UsageException("'" + name + "' has no '" + key + "'")
                        .at(places.values().stream().findFirst().orElse(source.whole())));
    }

    /** Refuses keys that were never asked for. */
    void finish() {
        for (Map.Entry<String, SourceLocation> key : places.entrySet()) {
            if (!known.contains(key.getKey())) {
                String suggestion = Spelling.nearest(key.getKey(), known)
                        .map(word -> "did you mean '" + word + "'?")
                        .orElse("known here: " + String.join(", ", known));
                throw new UsageException("unknown key '" + qualified(key.getKey()) + "'")
                        .at(key.getValue())
                        .next(suggestion);
            }
        }
    }
}
