package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.RemovedSlice;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code move}: takes an entry's source text, with its comments, to another path. Renames in place where only the last
 * key differs; parents are created there and pruned here.
 */
record Move(ConfigPath from, ConfigPath to, OnConflict onConflict) implements YamlOperation {
    private static final String MOVED = "moved";

    static Operation read(Arguments arguments) {
        ConfigPath from = arguments.path("from");
        ConfigPath to = arguments.destination("to");
        if (!from.isRoot() && !to.isRoot()) {
            if (from.equals(to)) {
                arguments.problem("to", "'from' and 'to' are the same");
            }
            if (!(from.last() instanceof PathStep.Key) || wildcards(from) != wildcards(to)) {
                arguments.problem("to", "'from' must end in a name, and 'to' have as many wildcards as 'from'");
            }
        }
        return new Move(from, to, arguments.choice("on_conflict", OnConflict.class, OnConflict.FAIL));
    }

    static long wildcards(ConfigPath path) {
        return path.steps().stream()
                .filter(step -> step instanceof PathStep.Any || step instanceof PathStep.Where)
                .count();
    }

    @Override
    public String name() {
        return "move";
    }

    @Override
    public Lossiness lossiness() {
        return onConflict == OnConflict.FAIL ? Lossiness.INVERTIBLE : Lossiness.STASHED;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        return up(site, Stash.EMPTY, List.of());
    }

    /**
     * As {@link #up(YamlSite, Stash)}, to where something was removed once.
     *
     * @param back what the move in the other direction kept
     */
    private Outcome up(YamlSite site, Stash back, List<RemovedSlice> former) {
        List<YamlPaths.Match> found = site.find(from);
        if (found.isEmpty()) {
            return Outcome.missing(from);
        }
        YamlEdit edit = site.edit();
        List<Place> places = new ArrayList<>();
        List<Stash> moved = new ArrayList<>();
        for (YamlPaths.Match match : found) {
            YamlCursor cursor = match.cursor();
            ConfigPath target = site.absolute(to.bind(match.bindings()));
            if (cursor.path().contains(target) && site.at(target).isPresent()) {
                continue;
            }
            move(site, edit, cursor, target, places, back, former);
            moved.add(new Stash(
                    Map.of(
                            "kind", MOVED,
                            "from", Slices.path(cursor.path()),
                            "to", Slices.path(target),
                            "renamed", Boolean.toString(isRename(cursor.path(), target))),
                    List.of()));
        }
        if (moved.isEmpty()) {
            return Outcome.already(from);
        }
        site.commit(edit);
        Stash stash = Stash.of(moved)
                .with(places.stream().map(place -> place.record(site)).toList())
                .with(Slices.write(edit.removed()));
        return Outcome.applied(stash);
    }

    private static boolean isRename(ConfigPath source, ConfigPath target) {
        return source.parent().equals(target.parent());
    }

    private void move(
            YamlSite site,
            YamlEdit edit,
            YamlCursor cursor,
            ConfigPath target,
            List<Place> places,
            Stash back,
            List<RemovedSlice> former) {
        YamlCursor root = site.base().orElseThrow();
        ConfigPath source = cursor.path();
        Optional<YamlCursor> there = source.contains(target) ? Optional.empty() : site.at(target);
        if (there.isPresent() && target.contains(source)) {
            hoist(site, edit, cursor, there.get(), places);
            return;
        }
        if (there.isPresent()) {
            conflict(site, edit, cursor, there.get(), places);
            return;
        }
        if (isRename(source, target)) {
            edit.rename(cursor, ((PathStep.Key) target.last()).name());
            return;
        }
        if (source.contains(target)) {
            plunge(site, edit, cursor, target);
            places.add(Place.taken(target, source));
            return;
        }
        Place place = Place.of(site, target);
        List<RemovedSlice> slices =
                former.stream().filter(slice -> slice.path().contains(target)).toList();
        Optional<Stash> own = Place.records(back).stream()
                .filter(record -> Place.pathOf(record).equals(source))
                .findFirst();
        List<String> top = new ArrayList<>(Slices.commentsKept(slices, Place.records(back)));
        own.ifPresent(record -> top.addAll(Place.commentsAround(site, edit, record)));
        place.putBack(edit, cursor, new Content.NewEntry(edit.moved(cursor), List.of()), top, former);
        places.add(place);
        // What was there before its parents were created stays, and is as it was.
        own.ifPresentOrElse(record -> Place.remove(site, edit, record), () -> edit.remove(cursor, root));
    }

    /** {@code a} to {@code a.b}: a mapping takes the value's place. */
    private static void plunge(YamlSite site, YamlEdit edit, YamlCursor cursor, ConfigPath target) {
        YamlCursor parent = cursor.parent();
        if (parent == null) {
            throw new EditRefusedException(Refusal.TYPE, site.document().position(0));
        }
        int depth = cursor.path().steps().size() - 1;
        List<String> keys =
                Place.names(target.steps().subList(depth, target.steps().size()));
        edit.put(parent, cursor.index(), false, keys, new Content.NewEntry(edit.moved(cursor), List.of()), List.of());
        edit.remove(cursor);
    }

    /** {@code a.b} to {@code a}: where nothing else is in it. */
    private static void hoist(YamlSite site, YamlEdit edit, YamlCursor cursor, YamlCursor outer, List<Place> places) {
        for (YamlCursor at = cursor; at != null && at.node() != outer.node(); at = at.parent()) {
            YamlCursor above = at.parent();
            if (above == null || above.node().entries().size() != 1) {
                throw new EditRefusedException(
                        Refusal.CONFLICT,
                        site.document().position(outer.node().start()),
                        "other entries stand in " + outer.path());
            }
        }
        YamlCursor parent = outer.parent();
        if (parent == null) {
            throw new EditRefusedException(Refusal.TYPE, site.document().position(0));
        }
        String key = ((PathStep.Key) outer.step()).name();
        List<String> comments = new ArrayList<>(edit.comments(outer));
        edit.comments(cursor).forEach(comments::remove);
        edit.insert(parent, outer.index(), false, key, new Content.NewEntry(edit.moved(cursor), comments));
        edit.remove(outer);
        places.add(Place.taken(outer.path(), outer.path()));
    }

    private void conflict(YamlSite site, YamlEdit edit, YamlCursor cursor, YamlCursor there, List<Place> places) {
        YamlCursor root = site.base().orElseThrow();
        YamlNode target = there.node();
        switch (onConflict) {
            case FAIL ->
                throw new EditRefusedException(
                        Refusal.CONFLICT,
                        site.document().position(target.start()),
                        there.path().toString());
            case KEEP -> edit.remove(cursor, root);
            case OVERWRITE -> {
                YamlCursor parent = there.parent();
                if (parent == null) {
                    throw new EditRefusedException(Refusal.TYPE, site.document().position(0));
                }
                String key = ((PathStep.Key) there.step()).name();
                edit.insert(parent, there.index(), false, key, new Content.NewEntry(edit.moved(cursor), List.of()));
                edit.remove(there);
                edit.remove(cursor, root);
                places.add(Place.taken(there.path(), there.path()));
            }
            case MERGE -> {
                if (!target.isMapping() || !cursor.node().isMapping()) {
                    throw new EditRefusedException(
                            Refusal.TYPE, site.document().position(target.start()), "only mappings can be merged");
                }
                for (YamlCursor child : cursor.children()) {
                    ConfigPath path = there.path().then(child.step());
                    if (child.step() instanceof PathStep.Key && site.at(path).isEmpty()) {
                        Place place = Place.of(site, path);
                        place.put(edit, null, new Content.NewEntry(edit.moved(child), List.of()), List.of());
                        places.add(place);
                    }
                }
                edit.remove(cursor, root);
            }
        }
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        if (stash.isEmpty()) {
            Outcome back = new Move(to, from, OnConflict.FAIL).up(site, Stash.EMPTY);
            return back instanceof Outcome.Applied ? Outcome.applied(Stash.EMPTY) : back;
        }
        return new MoveBack(site, stash).run();
    }

    /** The way back of one application. */
    private static final class MoveBack {
        private final YamlSite site;
        private final Stash stash;
        private final List<String> notes = new ArrayList<>();

        MoveBack(YamlSite site, Stash stash) {
            this.site = site;
            this.stash = stash;
        }

        Outcome run() {
            List<Stash> inserted = Place.records(stash);
            List<RemovedSlice> slices = Slices.read(stash);
            if (slices.isEmpty()) {
                renames();
            } else if (inserted.stream().allMatch(record -> Place.unchanged(site, record)) && exact(inserted, slices)) {
                renames();
            } else {
                renames();
                one();
            }
            return new Outcome.Applied(Stash.EMPTY, notes);
        }

        private void renames() {
            YamlEdit edit = site.edit();
            for (Stash each : stash.children(MOVED)) {
                if (!each.text("renamed").equals("true")) {
                    continue;
                }
                ConfigPath back = Slices.path(each.text("from"));
                Optional<YamlCursor> there = site.at(Slices.path(each.text("to")));
                if (there.isEmpty() || site.at(back).isPresent()) {
                    notes.add(each.text("to") + (there.isEmpty() ? ": not there any more" : ": the old key is taken"));
                } else {
                    edit.rename(there.get(), ((PathStep.Key) back.last()).name());
                }
            }
            site.commit(edit);
        }

        /** Nothing was edited at the new places: the former text comes back. */
        private boolean exact(List<Stash> inserted, List<RemovedSlice> slices) {
            YamlEdit edit = site.edit();
            try {
                inserted.forEach(record -> Place.remove(site, edit, record));
                YamlCursor root = site.root().orElseThrow();
                for (RemovedSlice slice : slices) {
                    if (!edit.restore(root, slice)) {
                        return false;
                    }
                }
                site.commit(edit);
                return true;
            } catch (EditRefusedException e) {
                return false;
            }
        }

        /** Something was edited: each value goes back as it is now. */
        private void one() {
            for (Stash each : stash.children(MOVED)) {
                if (each.text("renamed").equals("true")) {
                    continue;
                }
                ConfigPath now = Slices.path(each.text("to"));
                ConfigPath back = Slices.path(each.text("from"));
                if (site.at(now).isEmpty()) {
                    notes.add(now + ": not there any more");
                    continue;
                }
                boolean taken = site.at(back).isPresent() && !back.contains(now) && !now.contains(back);
                if (taken) {
                    notes.add(back + ": taken; " + now + " stays");
                    continue;
                }
                YamlSite whole = site.within(ConfigPath.ROOT);
                Outcome outcome = new Move(now, back, OnConflict.FAIL).up(whole, stash, Slices.read(stash));
                if (outcome instanceof Outcome.Skipped skipped) {
                    notes.add(skipped.text());
                }
            }
        }
    }
}
