package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.Meaning;
import dev.aicli.migrate.config.document.yaml.RemovedSlice;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code list_move}: moves an item to another place of its list. */
record ListMove(ConfigPath at, ListItems items, int to) implements YamlOperation {
    static Operation read(Arguments arguments) {
        ConfigPath at = arguments.concretePath("at");
        ListItems items = ListItems.read(arguments);
        Optional<Integer> to = arguments.integer("to");
        if (to.isEmpty() || to.get() < 0) {
            arguments.problem("to", "'to' is the item's new place, from 0");
        }
        return new ListMove(at, items, to.orElse(0));
    }

    @Override
    public String name() {
        return "list_move";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        Optional<YamlCursor> list = ValueChange.cursors(site, at).stream().findFirst();
        if (list.isEmpty()) {
            return Outcome.missing(at);
        }
        Optional<YamlCursor> item = items.in(site, list.get()).stream().findFirst();
        if (item.isEmpty()) {
            return Outcome.missing(at);
        }
        int from = item.get().index();
        int last = list.get().node().entries().size() - 1;
        int target = Math.min(to, last);
        if (from == target || (items.index().isPresent() && earlier.get("moved").isPresent())) {
            return Outcome.already(at);
        }
        List<RemovedSlice> removed = move(site, list.get(), from, target);
        String moved = site.at(list.get().path())
                .map(now -> site.edit().lines(now.child(target)))
                .orElse("");
        return Outcome.applied(new Stash(
                        Map.of("from", Integer.toString(from), "to", Integer.toString(target), "item", moved),
                        List.of())
                .with(Slices.write(removed)));
    }

    private static List<RemovedSlice> move(YamlSite site, YamlCursor list, int from, int target) {
        YamlEdit edit = site.edit();
        YamlCursor item = list.child(from);
        edit.insert(list, target, target > from, null, new Content.NewEntry(edit.moved(item), List.of()));
        edit.remove(item);
        site.commit(edit);
        return edit.removed();
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        Optional<YamlCursor> list = ValueChange.cursors(site, at).stream().findFirst();
        if (list.isEmpty() || stash.get("from").isEmpty()) {
            return Outcome.gone(at, stash);
        }
        int size = list.get().node().entries().size();
        int from = Integer.parseInt(stash.text("from"));
        int now = Integer.parseInt(stash.text("to"));
        Optional<YamlCursor> item = list.get().children().stream()
                .filter(child -> Meaning.ofEntries(site.edit().lines(child), stash.text("item")))
                .findFirst();
        int place = item.map(YamlCursor::index).orElse(now);
        if (place >= size || from >= size) {
            return new Outcome.Skipped(Outcome.Reason.EDITED, at + ": the list is shorter now, kept as it is");
        }
        if (item.isPresent() && back(site, item.get(), Slices.read(stash))) {
            return Outcome.applied(Stash.EMPTY);
        }
        if (place != from) {
            move(site, list.get(), place, from);
        }
        return Outcome.applied(Stash.EMPTY);
    }

    private static boolean back(YamlSite site, YamlCursor item, List<RemovedSlice> slices) {
        YamlEdit edit = site.edit();
        edit.remove(item);
        for (RemovedSlice slice : slices) {
            if (!edit.restore(site.root().orElseThrow(), slice)) {
                return false;
            }
        }
        site.commit(edit);
        return true;
    }
}
