package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.Placeholders;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEvent;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code convert}: gives a value another type. Values that cannot be converted, placeholders among them, stay.
 *
 * @param unit of numbers that are converted to or from durations and sizes
 * @param separator between the items of a list written as a string
 */
record Convert(ConfigPath at, Type to, Optional<String> unit, String separator) implements YamlOperation {
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "0");

    /** What a value is converted to. */
    enum Type {
        STRING,
        INT,
        BOOL,
        DURATION,
        SIZE,
        LIST
    }

    static Operation read(Arguments arguments) {
        ConfigPath at = arguments.path("at");
        arguments.text("to");
        Type type = arguments.choice("to", Type.class, Type.STRING);
        Optional<String> unit = arguments.optionalText("unit");
        if (unit.isPresent() && Units.tableOf(unit.get()).isEmpty()) {
            arguments.problem(
                    "unit",
                    "'unit' must be one of: "
                            + String.join(
                                    ", ",
                                    Stream.concat(Units.DURATIONS.keySet().stream(), Units.SIZES.keySet().stream())
                                            .toList()));
        }
        if (unit.isEmpty() && (type == Type.DURATION || type == Type.SIZE)) {
            arguments.problem("to", "'unit' says what the number counts");
        }
        String separator = arguments.optionalText("separator").orElse(",");
        if (separator.isEmpty()) {
            arguments.problem("separator", "'separator' is empty");
        }
        return new Convert(at, type, unit, separator);
    }

    @Override
    public String name() {
        return "convert";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        ValueChange.Computation conversion = (document, cursor) -> convert(document, cursor, to);
        String word = to.name().toLowerCase(Locale.ROOT);
        return ValueChange.up(
                site,
                at,
                conversion.saying(
                        "cannot be converted to " + word + ", left as it is",
                        (document, cursor) -> !isAlready(YamlValues.type(cursor.node()), document, cursor)),
                true,
                earlier);
    }

    /** {@return whether a value is what it would become} Durations and sizes are strings with a unit. */
    private boolean isAlready(String is, YamlDocument document, YamlCursor cursor) {
        String text = YamlValues.text(document, cursor.node()).orElse("").strip();
        return switch (to) {
            case STRING, INT, BOOL, LIST -> is.equals(to.name().toLowerCase(Locale.ROOT));
            case DURATION, SIZE -> is.equals("string") && text.matches("[0-9.]+ *[A-Za-z]+");
        };
    }

    private Optional<Content> convert(YamlDocument document, YamlCursor cursor, Type type) {
        YamlNode node = cursor.node();
        Optional<String> found = YamlValues.text(document, node);
        String is = YamlValues.type(node);
        if (found.isPresent() && Placeholders.anyIn(found.get())) {
            return Optional.empty();
        }
        String text = found.map(String::strip).orElse("");
        return switch (type) {
            case STRING -> is.equals("list") ? joined(document, node) : string(is, found);
            case INT -> integer(is, text);
            case BOOL -> bool(is, text);
            case DURATION, SIZE ->
                is.equals("int") ? Optional.of(Content.text(text + unit.orElse(""))) : Optional.empty();
            case LIST ->
                is.equals("map") || is.equals("list") || is.equals("alias") || is.equals("null")
                        ? Optional.empty()
                        : Optional.of(list(document, node, is, text));
        };
    }

    private static Optional<Content> string(String is, Optional<String> text) {
        boolean typed = is.equals("int") || is.equals("float") || is.equals("bool");
        return typed ? text.map(Content::text) : Optional.empty();
    }

    private Optional<Content> integer(String is, String text) {
        if (!is.equals("string")) {
            return Optional.empty();
        }
        if (unit.isPresent()) {
            return Units.toNumber(text, unit.get()).map(Content.Literal::new);
        }
        return text.matches("[-+]?(0|[1-9][0-9]*)") ? Optional.of(new Content.Literal(text)) : Optional.empty();
    }

    private static Optional<Content> bool(String is, String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (is.equals("bool") || !(TRUE.contains(word) || FALSE.contains(word))) {
            return Optional.empty();
        }
        return Optional.of(new Content.Literal(Boolean.toString(TRUE.contains(word))));
    }

    private Content list(YamlDocument document, YamlNode node, String is, String text) {
        List<Content> items = new ArrayList<>();
        if (!is.equals("string")) {
            items.add(Content.styled(document, node));
        } else {
            for (String item : text.isEmpty() ? new String[0] : text.split(Pattern.quote(separator), -1)) {
                items.add(Content.text(item.strip()));
            }
        }
        return Content.Items.of(items);
    }

    private Optional<Content> joined(YamlDocument document, YamlNode node) {
        List<String> items = new ArrayList<>();
        for (YamlEvent event : document.events(node).subList(1, node.endEvent() - node.firstEvent() - 1)) {
            if (event.kind() != YamlEvent.Kind.SCALAR || event.value().contains(separator)) {
                return Optional.empty();
            }
            items.add(event.value());
        }
        return Optional.of(Content.text(String.join(separator, items)));
    }

    private Optional<Content> back(YamlDocument document, YamlCursor cursor) {
        String is = YamlValues.type(cursor.node());
        String text = YamlValues.text(document, cursor.node()).orElse("");
        return switch (to) {
            case LIST -> is.equals("list") ? joined(document, cursor.node()) : Optional.empty();
            case DURATION, SIZE ->
                unit.flatMap(number -> Units.toNumber(text, number)).map(Content.Literal::new);
            case INT -> is.equals("int") ? Optional.of(Content.text(text + unit.orElse(""))) : Optional.empty();
            case STRING, BOOL -> Optional.empty();
        };
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        return stash.isEmpty()
                ? ValueChange.down(site, ValueChange.cursors(site, at), this::back)
                : ValueChange.down(site, stash, this::back);
    }
}
