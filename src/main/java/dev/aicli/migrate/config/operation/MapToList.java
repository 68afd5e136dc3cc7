package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlEntry;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code map_to_list}: the entries of a map become items that name themselves. The opposite of {@link ListToMap}. */
record MapToList(ConfigPath at, String key, Optional<String> value) implements YamlOperation {
    static Operation read(Arguments arguments) {
        return new MapToList(arguments.path("at"), arguments.text("key"), arguments.optionalText("value"));
    }

    @Override
    public String name() {
        return "map_to_list";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        return ValueChange.up(site, at, (document, cursor) -> toList(document, cursor, key, value), true, earlier);
    }

    static Optional<Content> toList(YamlDocument document, YamlCursor map, String key, Optional<String> value) {
        if (!map.node().isMapping()
                || YamlValues.isPlaceholder(map.node())
                || map.node().entries().isEmpty()) {
            return Optional.empty();
        }
        YamlEdit edit = new YamlEdit(document);
        List<Content.NewEntry> items = new ArrayList<>();
        for (YamlCursor child : map.children()) {
            YamlNode node = child.node();
            YamlEntry entry = child.entry();
            String name = entry == null ? "" : entry.name().orElse("");
            Content.Pairs item = new Content.Pairs();
            if (value.isPresent()) {
                item.put(key, new Content.NewEntry(Content.text(name), List.of()));
                item.put(value.get(), new Content.NewEntry(edit.moved(child).withoutComments(), List.of()));
            } else if (isEmpty(node)) {
                item.put(key, new Content.NewEntry(Content.text(name), List.of()));
                items.add(new Content.NewEntry(item, edit.comments(child)));
                continue;
            } else if (!node.isMapping() || YamlValues.isPlaceholder(node)) {
                throw new EditRefusedException(
                        Refusal.VALUE,
                        document.position(node.start()),
                        "an entry is no mapping, and 'value' not given");
            } else {
                item.put(key, new Content.NewEntry(Content.text(name), List.of()));
                for (YamlCursor field : child.children()) {
                    YamlEntry own = field.entry();
                    item.put(
                            own == null ? "" : own.name().orElse(""),
                            new Content.NewEntry(edit.movedWhole(field), List.of()));
                }
            }
            items.add(new Content.NewEntry(item, edit.commentsAbove(child)));
        }
        return Optional.of(new Content.Items(items));
    }

    /** An item that has nothing but its name. */
    private static boolean isEmpty(YamlNode node) {
        return (node.isMapping() && node.entries().isEmpty())
                || (node instanceof YamlNode.YamlScalar && YamlValues.type(node).equals("null"));
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        ValueChange.Computation inverse = (document, cursor) -> ListToMap.toMap(document, cursor, key, value);
        return stash.isEmpty()
                ? ValueChange.down(site, ValueChange.cursors(site, at), inverse)
                : ValueChange.down(site, stash, inverse);
    }
}
