package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which items of a list are meant: those of a value, at an index, or in which fields have values. */
record ListItems(Optional<NewValue> value, Optional<Integer> index, Map<String, NewValue> where) {
    static ListItems read(Arguments arguments) {
        ListItems items = new ListItems(
                arguments.optionalValue("value"), arguments.integer("index"), arguments.values("where", false));
        int given =
                (items.value.isPresent() ? 1 : 0) + (items.index.isPresent() ? 1 : 0) + (items.where.isEmpty() ? 0 : 1);
        if (given != 1) {
            arguments.problem("value", "one of 'value', 'index' and 'where' says which item is meant");
        }
        return items;
    }

    List<YamlCursor> in(YamlSite site, YamlCursor list) {
        List<YamlCursor> found = new ArrayList<>();
        if (!list.node().isSequence()) {
            return found;
        }
        for (YamlCursor child : list.children()) {
            boolean byIndex = index.filter(wanted -> wanted == child.index()).isPresent();
            boolean byValue = value.filter(wanted -> wanted.equalTo(site.document(), child.node()))
                    .isPresent();
            boolean byFields = !where.isEmpty()
                    && where.entrySet().stream()
                            .allMatch(field -> YamlPaths.one(child, ConfigPath.of(field.getKey()))
                                    .filter(cursor -> field.getValue().equalTo(site.document(), cursor.node()))
                                    .isPresent());
            if (byIndex || byValue || byFields) {
                found.add(child);
            }
        }
        return found;
    }
}
