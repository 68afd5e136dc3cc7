package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.Placeholders;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code split}: one value into several fields. Placeholders stay whole. The way back gives the original, with the
 * parts changed that were edited since.
 *
 * @param rest where what is left goes
 * @param template how the value is printed when the stash is lost
 */
record Split(
        ConfigPath at,
        PartParser parser,
        Map<String, ConfigPath> into,
        Optional<ConfigPath> rest,
        Remainder remainder,
        Map<String, NewValue> defaults,
        Optional<Template> template,
        OnConflict onConflict)
        implements YamlOperation {
    static Operation read(Arguments arguments) {
        ConfigPath at = arguments.concretePath("at");
        if (!at.isRoot() && !(at.last() instanceof PathStep.Key)) {
            arguments.problem("at", "'at' must end in a name");
        }
        PartParser parser = PartParser.read(arguments);
        Map<String, ConfigPath> into = arguments.paths("into");
        into.forEach((part, path) -> {
            if (!parser.knows(part)) {
                arguments.problem("into", "the parser knows no part '" + part + "'");
            }
            if (!path.isConcrete()) {
                arguments.problem("into", "'" + path + "' must name one place");
            }
        });
        Optional<ConfigPath> rest =
                arguments.has("rest") ? Optional.of(arguments.destination("rest")) : Optional.empty();
        rest.filter(path -> !path.isConcrete())
                .ifPresent(path -> arguments.problem("rest", "'" + path + "' must name one place"));
        OnConflict onConflict = arguments.choice("on_conflict", OnConflict.class, OnConflict.FAIL);
        if (onConflict == OnConflict.OVERWRITE || onConflict == OnConflict.MERGE) {
            arguments.problem("on_conflict", "split knows fail and keep");
        }
        return new Split(
                at,
                parser,
                into,
                rest,
                Remainder.read(arguments, parser, into),
                arguments.values("defaults", false),
                arguments.optionalText("template").map(Template::of),
                onConflict);
    }

    @Override
    public String name() {
        return "split";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        Optional<YamlCursor> found = site.find(at).stream()
                .map(match -> match.cursor())
                .filter(cursor -> cursor.entry() != null)
                .findFirst();
        if (found.isEmpty()) {
            return Outcome.missing(at);
        }
        YamlCursor cursor = found.get();
        Optional<String> text = YamlValues.text(site.document(), cursor.node());
        Placeholders atoms = new Placeholders();
        PartParser.Reading reading = parse(text, atoms);
        if (reading.parts().isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.FORM, at + ": cannot be split: " + reading.reason());
        }
        PartParser.Parts parts = reading.parts().get();
        Optional<String> loss = remainder.loss(parts, atoms);
        if (loss.isPresent()) {
            throw new EditRefusedException(
                    Refusal.PART_LOST,
                    site.document().position(cursor.node().start()),
                    cursor.path() + ": " + loss.get());
        }
        YamlEdit edit = site.edit();
        List<Place> places = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> comments = edit.comments(cursor);
        fields(parts, atoms).forEach((path, value) -> {
            ConfigPath target = site.absolute(path);
            if (site.at(target).isPresent()) {
                conflict(site, target);
                notes.add(target + ": there already, kept; what " + at + " says of it is lost");
                return;
            }
            Place place = Place.of(site, target);
            place.put(edit, cursor, new Content.NewEntry(value, List.of()), places.isEmpty() ? comments : List.of());
            places.add(place);
        });
        if (places.isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.FORM, at + ": none of the parts is in it");
        }
        edit.remove(cursor, site.base().orElseThrow());
        site.commit(edit);
        Map<String, String> values = Map.of("path", Slices.path(cursor.path()), "text", text.orElse(""));
        return new Outcome.Applied(
                new Stash(values, List.of())
                        .with(places.stream().map(place -> place.record(site)).toList())
                        .with(Slices.write(edit.removed())),
                notes);
    }

    private PartParser.Reading parse(Optional<String> text, Placeholders atoms) {
        if (text.isEmpty()) {
            return PartParser.Reading.unfit("it is no text");
        }
        if (Placeholders.isOne(text.get())) {
            return PartParser.Reading.unfit("it is one placeholder");
        }
        return atoms.hide(text.get())
                .map(parser::parse)
                .orElse(PartParser.Reading.unfit("there are characters for private use in it"));
    }

    private Map<ConfigPath, Content> fields(PartParser.Parts parts, Placeholders atoms) {
        Map<ConfigPath, Content> fields = new LinkedHashMap<>();
        into.forEach((part, path) -> value(parts, part, atoms).ifPresent(value -> fields.put(path, value)));
        rest.ifPresent(path ->
                remainder.text(parts).ifPresent(text -> fields.put(path, Content.text(atoms.show(text)))));
        return fields;
    }

    private Optional<Content> value(PartParser.Parts parts, String part, Placeholders atoms) {
        Optional<Content> given = parts.get(part).map(atoms::show).map(value -> scalar(part, value));
        return given.isPresent()
                ? given
                : Optional.ofNullable(defaults.get(part)).map(NewValue::content);
    }

    /** Ports are numbers; everything else is a string. */
    static Content scalar(String part, String value) {
        return part.equals("port") && value.matches("[1-9][0-9]{0,4}")
                ? new Content.Literal(value)
                : Content.text(value);
    }

    private void conflict(YamlSite site, ConfigPath target) {
        if (onConflict == OnConflict.FAIL) {
            throw new EditRefusedException(
                    Refusal.CONFLICT,
                    site.document()
                            .position(site.at(target).orElseThrow().node().start()),
                    target.toString());
        }
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        if (stash.isEmpty()) {
            return withoutStash(site);
        }
        List<Stash> inserted = Place.records(stash);
        if (inserted.stream().allMatch(record -> Place.unchanged(site, record))) {
            List<String> notes = FieldsBack.restore(site, inserted, stash);
            if (notes.isEmpty()) {
                return Outcome.applied(Stash.EMPTY);
            }
        }
        Set<ConfigPath> gone = inserted.stream()
                .map(Place::pathOf)
                .filter(path -> site.at(path).isEmpty())
                .collect(Collectors.toSet());
        if (gone.size() == inserted.size()) {
            return Outcome.gone(at, stash);
        }
        PartEdits edits = new PartEdits(
                parser,
                remainder,
                current(site),
                into.keySet().stream()
                        .filter(part -> gone.contains(site.absolute(Objects.requireNonNull(into.get(part)))))
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                rest.flatMap(path -> textAt(site, path)),
                rest.filter(path -> gone.contains(site.absolute(path))).isPresent(),
                defaults);
        Optional<PartEdits.Whole> whole = edits.in(stash.text("text"));
        return whole.isPresent()
                ? FieldsBack.replace(
                        site,
                        inserted,
                        stash,
                        Slices.path(stash.text("path")),
                        whole.get().text(),
                        edits.notes(whole.get(), at, into, rest))
                : new Outcome.Skipped(
                        Outcome.Reason.EDITED,
                        at + ": its fields were edited and do not fit into it, kept as they are");
    }

    private Map<String, String> current(YamlSite site) {
        Map<String, String> now = new LinkedHashMap<>();
        into.forEach((part, path) -> textAt(site, path).ifPresent(value -> now.put(part, value)));
        return now;
    }

    private static Optional<String> textAt(YamlSite site, ConfigPath path) {
        return site.at(site.absolute(path)).flatMap(cursor -> YamlValues.text(site.document(), cursor.node()));
    }

    private Outcome withoutStash(YamlSite site) {
        Map<String, String> now = current(site);
        rest.ifPresent(path -> now.put("rest", textAt(site, path).orElse("")));
        Optional<String> text = template.flatMap(printed -> printed.print(now));
        if (text.isEmpty()) {
            return new Outcome.Skipped(
                    Outcome.Reason.MISSING, at + ": what it was is not kept, and no template prints it");
        }
        YamlEdit edit = site.edit();
        Place place = Place.of(site, site.absolute(at));
        Stream.concat(into.values().stream(), rest.stream())
                .forEach(path -> site.at(site.absolute(path))
                        .ifPresent(cursor -> edit.remove(cursor, site.base().orElseThrow())));
        place.put(edit, null, new Content.NewEntry(Content.text(text.get()), List.of()), List.of());
        site.commit(edit);
        return Outcome.applied(Stash.EMPTY);
    }
}
