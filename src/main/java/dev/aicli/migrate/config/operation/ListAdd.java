package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code list_add}: adds an item to a list that does not have it, at its end or before the item of an index. */
record ListAdd(ConfigPath at, NewValue value, Optional<Integer> index, List<String> comment) implements YamlOperation {
    private static final String ADDED = "added";

    static Operation read(Arguments arguments) {
        return new ListAdd(
                arguments.path("at"),
                arguments.value("value"),
                arguments.integer("index"),
                Add.comments(arguments.optionalText("comment")));
    }

    @Override
    public String name() {
        return "list_add";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.INVERTIBLE;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        List<YamlCursor> found = ValueChange.cursors(site, at);
        if (found.isEmpty()) {
            return Outcome.missing(at);
        }
        YamlEdit edit = site.edit();
        List<Stash> records = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (YamlCursor list : found) {
            boolean empty = YamlValues.type(list.node()).equals("null");
            if (!list.node().isSequence() && !empty) {
                throw new EditRefusedException(
                        Refusal.TYPE, site.document().position(list.node().start()), list.path() + " is no list");
            }
            if (item(site, list).isPresent()) {
                continue;
            }
            boolean none = list.node().entries().isEmpty();
            boolean fits = comment.isEmpty() || !isFlow(list);
            if (!fits) {
                notes.add(list.path() + ": the comment does not fit into a flow collection and is left out");
            }
            Content.NewEntry entry = new Content.NewEntry(value.content(), fits ? comment : List.of());
            int size = list.node().entries().size();
            if (index.isPresent() && index.get() < size) {
                edit.insert(list, Math.max(0, index.get()), false, null, entry);
            } else {
                edit.append(list, entry);
            }
            records.add(new Stash(Map.of("kind", ADDED, "path", Slices.path(list.path())), List.of())
                    .with("host", none ? edit.emptyText(list) : null));
        }
        if (records.isEmpty()) {
            return Outcome.already(at);
        }
        site.commit(edit);
        return new Outcome.Applied(Stash.of(records), notes);
    }

    private static boolean isFlow(YamlCursor list) {
        boolean flow = list.node().isFlowCollection() && !list.node().entries().isEmpty();
        for (YamlCursor at = list.parent(); at != null; at = at.parent()) {
            flow |= at.node().isFlowCollection();
        }
        return flow;
    }

    private Optional<YamlCursor> item(YamlSite site, YamlCursor list) {
        return list.children().stream()
                .filter(child -> list.node().isSequence() && value.equalTo(site.document(), child.node()))
                .findFirst();
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        List<String> notes = new ArrayList<>();
        YamlEdit edit = site.edit();
        List<Stash> records = stash.children(ADDED);
        if (stash.isEmpty()) {
            records = ValueChange.cursors(site, at).stream()
                    .map(list -> new Stash(Map.of("path", Slices.path(list.path())), List.of()))
                    .toList();
        }
        for (Stash record : records) {
            ConfigPath path = Slices.path(record.text("path"));
            Optional<YamlCursor> list = site.at(path);
            Optional<YamlCursor> item = list.flatMap(cursor -> item(site, cursor));
            if (item.isEmpty()) {
                notes.add(path + ": the item is not there any more");
                continue;
            }
            if (!comment.containsAll(edit.comments(item.get()))) {
                notes.add(path + ": the item has a comment since, kept as it is");
                continue;
            }
            edit.remove(item.get());
            record.get("host").ifPresent(value -> edit.emptyAs(list.orElseThrow(), value));
        }
        site.commit(edit);
        return new Outcome.Applied(Stash.EMPTY, notes);
    }
}
