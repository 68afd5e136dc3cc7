package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlEvent;
import dev.aicli.migrate.config.document.yaml.YamlPaths;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code copy}: duplicates an entry under another path. Undone where the copy still says what it did. */
record Copy(ConfigPath from, ConfigPath to, OnConflict onConflict) implements YamlOperation {
    static Operation read(Arguments arguments) {
        ConfigPath from = arguments.path("from");
        ConfigPath to = arguments.destination("to");
        if (Move.wildcards(from) != Move.wildcards(to)) {
            arguments.problem("to", "'to' must have as many wildcards as 'from'");
        }
        if (!from.isRoot() && from.contains(to)) {
            arguments.problem("to", "'to' lies inside 'from'");
        }
        OnConflict onConflict = arguments.choice("on_conflict", OnConflict.class, OnConflict.FAIL);
        if (onConflict == OnConflict.OVERWRITE || onConflict == OnConflict.MERGE) {
            arguments.problem("on_conflict", "copy knows fail and keep");
        }
        return new Copy(from, to, onConflict);
    }

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.INVERTIBLE;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        List<YamlPaths.Match> found = site.find(from);
        if (found.isEmpty()) {
            return Outcome.missing(from);
        }
        YamlEdit edit = site.edit();
        List<Place> places = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (YamlPaths.Match match : found) {
            YamlCursor cursor = match.cursor();
            ConfigPath target = site.absolute(to.bind(match.bindings()));
            Optional<YamlCursor> there = site.at(target);
            if (there.isPresent()) {
                boolean same = YamlValues.same(site.document(), there.get().node(), site.document(), cursor.node());
                boolean kept = onConflict == OnConflict.KEEP
                        || earlier.children("kept").stream()
                                .anyMatch(each -> each.text("path").equals(Slices.path(target)));
                if (!same && !kept) {
                    throw new EditRefusedException(
                            Refusal.CONFLICT,
                            site.document().position(there.get().node().start()),
                            target.toString());
                }
                notes.add(target + ": already there");
                continue;
            }
            for (YamlEvent event : site.document().events(cursor.node())) {
                if (event.anchor() != null) {
                    throw new EditRefusedException(
                            Refusal.ANCHOR,
                            site.document().position(cursor.node().start()),
                            "it would stand twice");
                }
            }
            Place place = Place.of(site, target);
            Content.Moved copy = edit.moved(cursor);
            place.put(edit, null, new Content.NewEntry(copy.withoutComments(), List.of()), List.of());
            places.add(place);
        }
        if (places.isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.ALREADY, String.join("; ", notes));
        }
        site.commit(edit);
        return new Outcome.Applied(
                Stash.of(places.stream().map(place -> place.record(site)).toList()), notes);
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        if (stash.isEmpty()) {
            return withoutStash(site);
        }
        YamlEdit edit = site.edit();
        List<String> notes = new ArrayList<>();
        List<Stash> kept = new ArrayList<>();
        for (Stash record : Place.records(stash)) {
            ConfigPath path = Place.pathOf(record);
            if (Place.unchanged(site, record)) {
                Place.remove(site, edit, record);
            } else {
                notes.add(
                        path + (site.at(path).isPresent() ? ": edited since, kept as it is" : ": not there any more"));
                kept.add(new Stash(Map.of("kind", "kept", "path", Slices.path(path)), List.of()));
            }
        }
        site.commit(edit);
        return new Outcome.Applied(Stash.of(kept), notes);
    }

    private Outcome withoutStash(YamlSite site) {
        YamlEdit edit = site.edit();
        YamlCursor base = site.base().orElse(null);
        if (base == null) {
            return Outcome.missing(to);
        }
        for (YamlPaths.Match match : site.find(from)) {
            site.at(site.absolute(to.bind(match.bindings())))
                    .filter(copy -> YamlValues.same(
                            site.document(),
                            copy.node(),
                            site.document(),
                            match.cursor().node()))
                    .ifPresent(copy -> edit.remove(copy, base));
        }
        site.commit(edit);
        return Outcome.applied(Stash.EMPTY);
    }
}
