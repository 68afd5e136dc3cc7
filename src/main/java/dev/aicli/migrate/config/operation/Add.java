package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code add}: writes a value where there is none, with an optional comment, before or after a sibling. Undone while it
 * still stands as it was written; a value that was edited stays.
 */
record Add(
        ConfigPath at,
        NewValue value,
        List<String> comment,
        Optional<String> before,
        Optional<String> after,
        OnConflict onConflict)
        implements YamlOperation {
    static Operation read(Arguments arguments) {
        OnConflict onConflict = arguments.choice("on_conflict", OnConflict.class, OnConflict.KEEP);
        if (onConflict == OnConflict.OVERWRITE || onConflict == OnConflict.MERGE) {
            arguments.problem("on_conflict", "add knows keep and fail; 'set' replaces a value");
        }
        return new Add(
                arguments.destination("at"),
                arguments.value("value"),
                comments(arguments.optionalText("comment")),
                arguments.optionalText("before"),
                arguments.optionalText("after"),
                onConflict);
    }

    /** {@return a text as comment lines} */
    static List<String> comments(Optional<String> text) {
        return text.map(lines -> lines.strip()
                        .lines()
                        .map(line -> line.isBlank() ? "#" : line.startsWith("#") ? line.strip() : "# " + line.strip())
                        .toList())
                .orElse(List.of());
    }

    @Override
    public String name() {
        return "add";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.INVERTIBLE;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        List<ConfigPath> targets = Targets.of(site, at);
        if (targets.isEmpty()) {
            return Outcome.missing(at);
        }
        YamlEdit edit = site.edit();
        List<Place> places = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ConfigPath target : targets) {
            Optional<YamlCursor> there = site.at(target);
            if (there.isPresent()) {
                if (onConflict == OnConflict.FAIL
                        && !value.equalTo(site.document(), there.get().node())) {
                    throw new EditRefusedException(
                            Refusal.CONFLICT,
                            site.document().position(there.get().node().start()),
                            target.toString());
                }
                continue;
            }
            Place place = Place.of(site, target);
            boolean fits = comment.isEmpty() || !place.isInFlow();
            if (!fits) {
                notes.add(target + ": its comment does not fit into a flow collection and is left out");
            }
            Content.NewEntry entry = new Content.NewEntry(value.content(), fits ? comment : List.of());
            if (before.isPresent() || after.isPresent()) {
                place.putBeside(edit, before.or(() -> after).orElseThrow(), before.isEmpty(), entry);
            } else {
                place.put(edit, null, entry, List.of());
            }
            places.add(place);
        }
        if (places.isEmpty()) {
            return Outcome.already(at);
        }
        site.commit(edit);
        return new Outcome.Applied(
                Stash.of(places.stream().map(place -> place.record(site)).toList()), notes);
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        YamlEdit edit = site.edit();
        List<String> notes = new ArrayList<>();
        if (stash.isEmpty()) {
            YamlCursor base = site.base().orElse(null);
            if (base == null) {
                return Outcome.missing(at);
            }
            for (YamlCursor cursor : ValueChange.cursors(site, at)) {
                if (value.equalTo(site.document(), cursor.node()) && comment.containsAll(edit.comments(cursor))) {
                    edit.remove(cursor, base);
                } else {
                    notes.add(cursor.path() + ": edited since, kept as it is");
                }
            }
        }
        for (Stash record : Place.records(stash)) {
            if (Place.unchanged(site, record)) {
                Place.remove(site, edit, record);
            } else {
                notes.add(Place.pathOf(record)
                        + (site.at(Place.pathOf(record)).isPresent()
                                ? ": edited since, kept as it is"
                                : ": not there any more"));
            }
        }
        site.commit(edit);
        return new Outcome.Applied(Stash.EMPTY, notes);
    }
}
