package dev.aicli.migrate.config.migration;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Writes random migrations that fit a document. */
final class MigrationGenerator {
    private final Random random;
    private final List<ConfigPath> keys = new ArrayList<>();
    private final List<ConfigPath> scalars = new ArrayList<>();
    private final List<ConfigPath> lists = new ArrayList<>();
    private final List<ConfigPath> maps = new ArrayList<>();
    private int fresh;

    /** Whether a second run of it may do something: items named by their places. */
    boolean positional;

    MigrationGenerator(YamlDocument document, long seed) {
        this.random = new Random(seed);
        if (!document.roots().isEmpty()) {
            collect(new YamlCursor(null, null, document.roots().get(0), 0));
        }
    }

    private void collect(YamlCursor cursor) {
        ConfigPath path = cursor.path();
        YamlNode node = cursor.node();
        if (!path.isRoot()) {
            if (path.last() instanceof PathStep.Key) {
                keys.add(path);
            }
            if (node instanceof YamlNode.YamlScalar || YamlValues.isPlaceholder(node)) {
                scalars.add(path);
            }
        }
        if (YamlValues.isPlaceholder(node)) {
            return;
        }
        if (node.isSequence()) {
            lists.add(path);
        }
        if (node.isMapping()) {
            maps.add(path);
        }
        for (YamlCursor child : cursor.children()) {
            if (child.entry() != null && !child.entry().complex()) {
                collect(child);
            }
        }
    }

    String generate() {
        StringBuilder text = new StringBuilder("version: 1.1.0\nup:\n");
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            text.append("  - ").append(operation()).append('\n');
        }
        return text.toString();
    }

    private String operation() {
        return switch (random.nextInt(18)) {
            case 0, 1, 2 -> "move: {from: " + any(keys) + ", to: " + destination() + "}";
            case 3 -> "copy: {from: " + any(keys) + ", to: " + destination() + "}";
            case 4, 5 -> "add: {at: " + destination() + ", value: " + value() + comment() + "}";
            case 6, 7 -> "remove: {at: " + any(keys) + "}";
            case 8, 9 -> "set: {at: " + any(scalars) + ", value: " + value() + "}";
            case 10 -> "map_value: {at: " + any(scalars) + ", table: {1: one, text: \"other text\", true: \"no\"}}";
            case 11 -> "convert: {at: " + any(scalars) + ", to: " + one("string", "int", "bool", "list") + "}";
            case 12 -> "rewrite: {at: " + any(scalars) + ", find: t, replace: TT}";
            case 13 ->
                "split: {at: " + any(scalars) + ", parser: url, into: {host: " + destination() + ", port: "
                        + destination() + ", password: " + destination() + "}, "
                        + (random.nextBoolean() ? "drop: all" : "rest: " + destination()) + "}";
            case 14 -> "wrap: {at: " + any(scalars) + ", " + one("as: list", "as: map, key: inner") + "}";
            case 15 -> list();
            case 16 ->
                "join: {from: {a: " + any(scalars) + ", b: " + any(scalars) + "}, into: " + destination()
                        + ", template: \"{a}|{b}\"}";
            default ->
                "in: {path: " + any(maps) + ", do: [{add: {at: fresh" + fresh++ + ".deep, value: " + value() + comment()
                        + "}}]}";
        };
    }

    private String list() {
        return switch (random.nextInt(4)) {
            case 0 ->
                "list_add: {at: " + any(lists) + ", value: " + value() + one("", ", index: 0", ", index: 1") + "}";
            case 1 -> "list_remove: {at: " + any(lists) + ", value: " + value() + "}";
            case 2 -> {
                positional = true;
                yield "list_remove: {at: " + any(lists) + ", index: " + random.nextInt(3) + "}";
            }
            default -> {
                positional = true;
                yield "list_move: {at: " + any(lists) + ", index: " + random.nextInt(3) + ", to: " + random.nextInt(3)
                        + "}";
            }
        };
    }

    private String any(List<ConfigPath> paths) {
        List<ConfigPath> usable = paths.stream().filter(path -> !path.isRoot()).collect(Collectors.toList());
        return usable.isEmpty() ? "nothing" : quoted(usable.get(random.nextInt(usable.size())));
    }

    private String destination() {
        String name = one("", "deep.", "deep.er.") + "fresh" + fresh++;
        if (maps.isEmpty() || random.nextInt(3) == 0) {
            return name;
        }
        ConfigPath map = maps.get(random.nextInt(maps.size()));
        return map.isRoot() ? name : quoted(map.then(ConfigPath.parse(name)));
    }

    private static String quoted(ConfigPath path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private String value() {
        return one("1", "new", "\"yes\"", "{a: 1, b: [x, y]}", "[1, two]", "\"two\\nlines\"", "'# odd: value'", "null");
    }

    private String comment() {
        return one("", ", comment: \"why\"");
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
