package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.TextPosition;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.Meaning;
import dev.aicli.migrate.config.document.yaml.RemovedSlice;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a new value goes: the deepest part of the way that is there, and the keys to be created below it. */
final class Place {
    private static final String KIND = "inserted";

    private final ConfigPath path;
    private final @Nullable YamlCursor host;
    private final List<String> keys;
    private final @Nullable String hostValue;
    private final List<String> written = new ArrayList<>();

    private Place(ConfigPath path, @Nullable YamlCursor host, List<String> keys, @Nullable String hostValue) {
        this.path = path;
        this.host = host;
        this.keys = keys;
        this.hostValue = hostValue;
    }

    /** {@return the place of an absolute path} Refuses where it leads through an alias or a list that is too short. */
    static Place of(YamlSite site, ConfigPath path) {
        Optional<YamlCursor> root = site.root();
        if (root.isEmpty()) {
            return new Place(path, null, names(path.steps()), null);
        }
        YamlPaths.refuseAliases(site.document(), root.get(), path);
        ConfigPath there = path.parent();
        Optional<YamlCursor> host = YamlPaths.one(root.get(), there);
        while (host.isEmpty()) {
            there = there.parent();
            host = YamlPaths.one(root.get(), there);
        }
        List<String> keys =
                names(path.steps().subList(there.steps().size(), path.steps().size()));
        YamlCursor cursor = host.get();
        boolean empty = cursor.node().entries().isEmpty() && cursor.entry() != null;
        return new Place(path, cursor, keys, empty ? site.edit().emptyText(cursor) : null);
    }

    /** {@return the record of an entry that was put by other means, for {@link #remove}} */
    static Place taken(ConfigPath path, ConfigPath created) {
        List<String> keys = names(
                path.steps().subList(created.steps().size() - 1, path.steps().size()));
        return new Place(path, null, keys, null);
    }

    /** {@return the names of steps that are all keys} Refuses others: list items are not created. */
    static List<String> names(List<PathStep> steps) {
        List<String> names = new ArrayList<>();
        for (PathStep step : steps) {
            if (!(step instanceof PathStep.Key key)) {
                throw new EditRefusedException(Refusal.MISSING, TextPosition.START, step.text());
            }
            names.add(key.name());
        }
        return names;
    }

    ConfigPath path() {
        return path;
    }

    /** {@return the topmost key that is created} */
    private ConfigPath created() {
        return new ConfigPath(path.steps().subList(0, path.steps().size() - keys.size() + 1));
    }

    /** {@return whether it is inside a flow collection: no comment fits there} */
    boolean isInFlow() {
        YamlCursor into = host;
        if (into != null
                && into.node().isFlowCollection()
                && !into.node().entries().isEmpty()) {
            return true;
        }
        for (YamlCursor at = into == null ? null : into.parent(); at != null; at = at.parent()) {
            if (at.node().isFlowCollection()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Puts a value there.
     *
     * @param near an entry that goes in the same edit: a sibling takes its place
     * @param top comments for the topmost key that is created
     */
    void put(YamlEdit edit, @Nullable YamlCursor near, Content.NewEntry entry, List<String> top) {
        written.addAll(entry.allComments());
        written.addAll(top);
        YamlCursor into = host;
        if (into == null) {
            edit.create(keys, entry);
            return;
        }
        YamlNode node = into.node();
        boolean sibling = isNear(near);
        int index = sibling && near != null ? near.index() : node.entries().size();
        edit.put(into, index, !sibling, keys, entry, top);
    }

    /** Puts a value before or after the sibling of that name; at the end when there is none. */
    void putBeside(YamlEdit edit, String sibling, boolean after, Content.NewEntry entry) {
        YamlCursor into = host;
        if (into != null && keys.size() == 1) {
            List<YamlCursor> children = into.children();
            for (YamlCursor child : children) {
                if (child.step().equals(new PathStep.Key(sibling))) {
                    written.addAll(entry.allComments());
                    edit.put(into, child.index(), after, keys, entry, List.of());
                    return;
                }
            }
        }
        put(edit, null, entry, List.of());
    }

    /**
     * Puts a value where, by what was removed there, it stood once; at the end when no neighbour is there any more.
     *
     * @param top comments for the topmost key that is created
     */
    void putBack(
            YamlEdit edit,
            @Nullable YamlCursor near,
            Content.NewEntry entry,
            List<String> top,
            List<RemovedSlice> removed) {
        YamlCursor into = host;
        Optional<RemovedSlice> former =
                removed.stream().filter(slice -> slice.path().equals(created())).findFirst();
        if (into == null || former.isEmpty()) {
            put(edit, near, entry, top);
            return;
        }
        Optional<YamlCursor> previous = child(into, former.get().previous());
        Optional<YamlCursor> neighbour = previous.or(() -> holding(into, near))
                .or(() -> child(into, former.get().next()));
        if (neighbour.isPresent() && into.node().isMapping()) {
            written.addAll(entry.allComments());
            edit.put(into, neighbour.get().index(), previous.isPresent(), keys, entry, top);
        } else {
            put(edit, near, entry, top);
        }
    }

    /** {@return the entry of a collection that something below it stands in} */
    private static Optional<YamlCursor> holding(YamlCursor collection, @Nullable YamlCursor below) {
        for (YamlCursor at = below; at != null && at.parent() != null; at = at.parent()) {
            YamlCursor above = at.parent();
            if (above != null && above.node().firstEvent() == collection.node().firstEvent()) {
                return at.index() == 0 ? Optional.of(at) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<YamlCursor> child(YamlCursor parent, @Nullable String name) {
        return parent.children().stream()
                .filter(child -> child.step() instanceof PathStep.Key key && ("=" + key.name()).equals(name))
                .findFirst();
    }

    private boolean isNear(@Nullable YamlCursor near) {
        YamlCursor into = host;
        YamlCursor parent = near == null ? null : near.parent();
        return into != null
                && parent != null
                && into.node().isMapping()
                && parent.node().firstEvent() == into.node().firstEvent();
    }

    /** {@return what {@link #remove} needs, taken after the edit was made} */
    Stash record(YamlSite after) {
        String lines = after.at(path).map(cursor -> after.edit().lines(cursor)).orElse("");
        Stash record = new Stash(
                        Map.of(
                                "kind",
                                KIND,
                                "path",
                                Slices.path(path),
                                "created",
                                Slices.path(created()),
                                "lines",
                                lines),
                        List.of())
                .with("host", hostValue);
        Optional<YamlCursor> holder = after.at(path).flatMap(Place::holder);
        List<String> held = holder.map(cursor -> after.edit().commentsAbove(cursor)).orElse(List.of()).stream()
                .filter(written::contains)
                .toList();
        return held.isEmpty()
                ? record
                : record.with("holder", Slices.path(holder.orElseThrow().path()))
                        .with("held", String.join("\n", held));
    }

    /** {@return the entry whose braces an entry stands in: there its comments go} */
    private static Optional<YamlCursor> holder(YamlCursor entry) {
        YamlCursor at = entry;
        while (at.parent() != null && at.parent().node().isFlowCollection()) {
            at = at.parent();
        }
        return at.node() == entry.node() || at.entry() == null ? Optional.empty() : Optional.of(at);
    }

    /** {@return the comments that go with the parents that {@link #remove} takes out, and not with the entry itself} */
    static List<String> commentsAround(YamlSite site, YamlEdit edit, Stash record) {
        Optional<YamlCursor> entry = site.at(pathOf(record));
        Optional<YamlCursor> created = site.at(Slices.path(record.text("created")));
        if (entry.isEmpty() || created.isEmpty()) {
            return List.of();
        }
        for (YamlCursor at = entry.get();
                at != null && at.node() != created.get().node();
                at = at.parent()) {
            if (at.parent() == null || at.parent().node().entries().size() != 1) {
                return List.of();
            }
        }
        List<String> around = new ArrayList<>(edit.comments(created.get()));
        edit.comments(entry.get()).forEach(around::remove);
        return around;
    }

    static List<Stash> records(Stash stash) {
        return stash.children(KIND);
    }

    static ConfigPath pathOf(Stash record) {
        return Slices.path(record.text("path"));
    }

    /** {@return whether the entry is there and says what was written, comments and all, however it is laid out} */
    static boolean unchanged(YamlSite site, Stash record) {
        return site.at(pathOf(record))
                .filter(cursor -> Meaning.ofEntries(site.edit().lines(cursor), record.text("lines")))
                .isPresent();
    }

    /** Takes the entry out, with those parents that were created for it and are empty without it. */
    static void remove(YamlSite site, YamlEdit edit, Stash record) {
        YamlCursor cursor = site.at(pathOf(record)).orElseThrow();
        YamlCursor within =
                site.at(Slices.path(record.text("created")).parent()).orElse(cursor);
        edit.remove(cursor, within);
        record.get("host").ifPresent(value -> edit.emptyAs(within, value));
        record.get("holder")
                .flatMap(holder -> site.at(Slices.path(holder)))
                .ifPresent(holder ->
                        edit.uncomment(holder, record.text("held").lines().toList()));
    }
}
