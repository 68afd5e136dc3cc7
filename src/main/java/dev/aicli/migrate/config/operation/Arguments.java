package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.PathDoubt;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.PathSyntaxException;
import dev.aicli.migrate.config.document.TextPosition;
import dev.aicli.migrate.config.document.yaml.ScalarKind;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEntry;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mapping in a migration file, read key by key. What is wrong is added to a list of problems, with its place, and
 * something harmless is answered, so that all of a file's problems are found at once.
 */
public final class Arguments {
    private final YamlDocument document;
    private final YamlNode node;
    private final Problems problems;
    private final Map<String, YamlEntry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    public Arguments(YamlDocument document, YamlNode node, Problems problems) {
        this.document = document;
        this.node = node;
        this.problems = problems;
        if (!node.isMapping() || YamlValues.isPlaceholder(node)) {
            problem(node.start(), "a mapping is expected here");
            return;
        }
        for (YamlEntry entry : node.entries()) {
            entry.name()
                    .ifPresentOrElse(
                            name -> entries.put(name, entry),
                            () -> problem(entry.start(), "a key that is not a plain name"));
        }
    }

    /** {@return the keys, in order} */
    public Set<String> names() {
        return entries.keySet();
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    public TextPosition position() {
        return document.position(node.start());
    }

    public TextPosition position(String name) {
        YamlEntry entry = entries.get(name);
        return entry == null ? position() : document.position(entry.value().start());
    }

    /** Reports a problem at a key's value. */
    public void problem(String name, String text) {
        problems.add(position(name), text);
    }

    private void problem(int offset, String text) {
        problems.add(document.position(offset), text);
    }

    /** Reports the keys that nobody asked for. */
    public void rejectUnknown() {
        entries.forEach((name, entry) -> {
            if (!asked.contains(name)) {
                String known = asked.stream().sorted().collect(Collectors.joining(", "));
                problem(entry.start(), "unknown key '" + name + "'; known here: " + known);
            }
        });
    }

    /** {@return the node of a key, marked as asked for} */
    public Optional<YamlNode> node(String name) {
        asked.add(name);
        return Optional.ofNullable(entries.get(name)).map(YamlEntry::value);
    }

    private Optional<YamlNode> required(String name) {
        Optional<YamlNode> found = node(name);
        if (found.isEmpty() && node.isMapping()) {
            problem(node.start(), "'" + name + "' is missing");
        }
        return found;
    }

    public Optional<String> optionalText(String name) {
        return node(name).flatMap(value -> {
            Optional<String> text = value instanceof YamlNode.YamlScalar ? value.scalarValue() : Optional.empty();
            if (text.isEmpty()) {
                problem(value.start(), "'" + name + "' must be a text");
            }
            return text;
        });
    }

    public String text(String name) {
        return required(name).isEmpty() ? "" : optionalText(name).orElse("");
    }

    public ConfigPath path(String name) {
        return required(name).isEmpty() ? ConfigPath.ROOT : optionalPath(name).orElse(ConfigPath.ROOT);
    }

    public Optional<ConfigPath> optionalPath(String name) {
        return optionalText(name)
                .flatMap(text -> parsePath(text, textStart(node(name).orElseThrow())));
    }

    /** {@return where a value's first character stands, behind a quote} */
    private TextPosition textStart(YamlNode value) {
        int start = value.contentStart();
        boolean quoted = start < document.text().length()
                && "\"'".indexOf(document.text().charAt(start)) >= 0;
        return document.position(quoted ? start + 1 : start);
    }

    private Optional<ConfigPath> parsePath(String text, TextPosition at) {
        try {
            ConfigPath path = ConfigPath.parse(text);
            PathDoubt.about(text)
                    .ifPresent(doubt -> problems.warn(
                            new TextPosition(at.line(), at.column() + doubt.column() - 1), text + ": " + doubt.text()));
            return Optional.of(path);
        } catch (PathSyntaxException e) {
            problems.add(
                    new TextPosition(at.line(), at.column() + e.column() - 1),
                    "not a path: " + e.getMessage() + " (column " + e.column() + " of the path)");
            return Optional.empty();
        }
    }

    /** {@return a path without wildcards} */
    public ConfigPath concretePath(String name) {
        ConfigPath path = path(name);
        if (!path.isConcrete()) {
            problem(name, "'" + name + "' must name one place: no '*' or '[?…]'");
        }
        return path;
    }

    /** {@return a path that new keys can be made along: it must end in a name} */
    public ConfigPath destination(String name) {
        ConfigPath path = path(name);
        if (!path.isRoot() && !(path.last() instanceof PathStep.Key)) {
            problem(name, "'" + name + "' must end in a name");
        }
        return path;
    }

    NewValue value(String name) {
        Optional<YamlNode> found = required(name);
        return NewValue.of(document, found.orElse(node));
    }

    Optional<NewValue> optionalValue(String name) {
        return node(name).map(value -> NewValue.of(document, value));
    }

    public Optional<Integer> integer(String name) {
        Optional<YamlNode> found = node(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        YamlNode value = found.get();
        if (value instanceof YamlNode.YamlScalar && ScalarKind.of(value.event()) == ScalarKind.INT) {
            try {
                return Optional.of(Integer.parseInt(value.event().value()));
            } catch (NumberFormatException e) {
                // Reported below.
            }
        }
        problem(value.start(), "'" + name + "' must be a number");
        return Optional.empty();
    }

    public boolean flag(String name, boolean otherwise) {
        Optional<YamlNode> found = node(name);
        if (found.isEmpty()) {
            return otherwise;
        }
        YamlNode value = found.get();
        if (!(value instanceof YamlNode.YamlScalar) || ScalarKind.of(value.event()) != ScalarKind.BOOL) {
            problem(value.start(), "'" + name + "' must be true or false");
            return otherwise;
        }
        return value.event().value().equalsIgnoreCase("true");
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        Optional<String> text = optionalText(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text.get())) {
                return constant;
            }
        }
        String known = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        problem(name, "'" + name + "' must be one of: " + known);
        return otherwise;
    }

    public Pattern pattern(String name) {
        String text = text(name);
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            problem(name, "not a regular expression: " + e.getDescription());
            return Pattern.compile("");
        }
    }

    /** {@return a mapping of texts} */
    public Map<String, String> texts(String name) {
        return pairs(
                name,
                true,
                (key, value) -> value.scalarValue().or(() -> {
                    problem(value.start(), "a text is expected here");
                    return Optional.empty();
                }));
    }

    /** {@return a mapping to paths} */
    public Map<String, ConfigPath> paths(String name) {
        return pairs(
                name,
                true,
                (key, value) -> value.scalarValue()
                        .or(() -> {
                            problem(value.start(), "a path is expected here");
                            return Optional.empty();
                        })
                        .flatMap(text -> parsePath(text, textStart(value))));
    }

    Map<String, NewValue> values(String name, boolean required) {
        return pairs(name, required, (key, value) -> Optional.of(NewValue.of(document, value)));
    }

    /** {@return key and value of each pair, for tables in which keys are values too} */
    List<Map.Entry<NewValue, NewValue>> table(String name) {
        List<Map.Entry<NewValue, NewValue>> table = new ArrayList<>();
        Optional<YamlNode> found = required(name);
        if (found.isPresent() && !found.get().isMapping()) {
            problem(found.get().start(), "'" + name + "' must be a mapping");
        }
        found.ifPresent(map -> map.entries().forEach(entry -> {
            YamlNode key = entry.keyNode();
            if (key != null) {
                table.add(Map.entry(NewValue.of(document, key), NewValue.of(document, entry.value())));
            }
        }));
        return table;
    }

    private <T> Map<String, T> pairs(String name, boolean required, Pair<T> pair) {
        Map<String, T> found = new LinkedHashMap<>();
        Optional<YamlNode> value = required ? required(name) : node(name);
        if (value.isPresent() && !value.get().isMapping()) {
            problem(value.get().start(), "'" + name + "' must be a mapping");
        }
        value.ifPresent(map -> map.entries()
                .forEach(entry -> entry.name()
                        .ifPresent(key -> pair.read(key, entry.value()).ifPresent(read -> found.put(key, read)))));
        return found;
    }

    /** {@return the arguments of each item of a list of mappings, or of the one mapping that stands there} */
    public List<Arguments> list(String name) {
        Optional<YamlNode> found = node(name);
        if (found.isEmpty()) {
            return List.of();
        }
        return found.get().isSequence()
                ? found.get().entries().stream()
                        .map(entry -> new Arguments(document, entry.value(), problems))
                        .toList()
                : List.of(new Arguments(document, found.get(), problems));
    }

    /** {@return a list of texts, or of the one that stands there} */
    public List<String> textList(String name) {
        Optional<YamlNode> found = node(name);
        List<String> texts = new ArrayList<>();
        found.map(value -> value.isSequence()
                        ? value.entries().stream().map(YamlEntry::value).toList()
                        : List.of(value))
                .ifPresent(values -> values.forEach(value -> value.scalarValue()
                        .ifPresentOrElse(texts::add, () -> problem(value.start(), "a text is expected here"))));
        return texts;
    }

    /** {@return what is below a key as arguments of its own} */
    public Arguments below(String name) {
        return new Arguments(document, required(name).orElse(node), problems);
    }

    /** {@return the operations in a list below a key} */
    public List<Step> steps(String name) {
        Optional<YamlNode> found = required(name);
        return found.map(value -> Step.list(document, value, problems)).orElse(List.of());
    }

    <T> T check(String name, T value, Function<T, Optional<String>> check) {
        check.apply(value).ifPresent(text -> problem(name, text));
        return value;
    }

    /** Reads a pair's value. */
    private interface Pair<T> {
        Optional<T> read(String key, YamlNode value);
    }
}
