package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlPaths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code list_to_map}: items that name themselves in a field become the entries of a map.
 *
 * @param key the field that names an item
 * @param value the field that is all the rest of an item; absent: the other fields go below the name
 */
record ListToMap(ConfigPath at, String key, Optional<String> value) implements YamlOperation {
    static Operation read(Arguments arguments) {
        return new ListToMap(arguments.path("at"), arguments.text("key"), arguments.optionalText("value"));
    }

    @Override
    public String name() {
        return "list_to_map";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        return ValueChange.up(site, at, (document, cursor) -> toMap(document, cursor, key, value), true, earlier);
    }

    static Optional<Content> toMap(YamlDocument document, YamlCursor list, String key, Optional<String> value) {
        if (!list.node().isSequence() || list.node().entries().isEmpty()) {
            return Optional.empty();
        }
        YamlEdit edit = new YamlEdit(document);
        Content.Pairs pairs = new Content.Pairs();
        Set<String> names = new HashSet<>();
        for (YamlCursor item : list.children()) {
            YamlNode node = item.node();
            Optional<String> name = YamlPaths.one(item, ConfigPath.of(key))
                    .flatMap(cursor -> cursor.node().scalarValue());
            if (name.isEmpty() || !names.add(name.get())) {
                throw new EditRefusedException(
                        Refusal.VALUE, document.position(node.start()), "an item has no '" + key + "' of its own");
            }
            List<String> comments = joined(edit.commentsAbove(item), edit.commentsBehindDash(item));
            Content.Pairs fields = new Content.Pairs();
            Optional<Content> single = Optional.empty();
            for (YamlCursor field : item.children()) {
                String fieldName =
                        field.entry() == null ? "" : field.entry().name().orElse("");
                if (fieldName.equals(key)) {
                    comments = joined(comments, edit.comments(field));
                } else if (value.filter(fieldName::equals).isPresent()) {
                    single = Optional.of(edit.moved(field));
                } else {
                    fields.put(fieldName, new Content.NewEntry(edit.movedWhole(field), List.of()));
                }
            }
            if (value.isPresent() && (single.isEmpty() || node.entries().size() != 2)) {
                throw new EditRefusedException(
                        Refusal.VALUE, document.position(node.start()), "an item is not just name and value");
            }
            pairs.put(name.get(), new Content.NewEntry(single.orElse(fields), comments));
        }
        return Optional.of(pairs);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        ValueChange.Computation inverse = (document, cursor) -> MapToList.toList(document, cursor, key, value);
        return stash.isEmpty()
                ? ValueChange.down(site, ValueChange.cursors(site, at), inverse)
                : ValueChange.down(site, stash, inverse);
    }
}
