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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code split}: one value into several fields. Placeholders stay whole. The way back gives the original, with the
 * parts changed that were edited since.
 *
 * @param template how the value is printed when the stash is lost
 */
record Split(
        ConfigPath at,
        PartParser parser,
        Map<String, ConfigPath> into,
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
        OnConflict onConflict = arguments.choice("on_conflict", OnConflict.class, OnConflict.FAIL);
        if (onConflict == OnConflict.OVERWRITE || onConflict == OnConflict.MERGE) {
            arguments.problem("on_conflict", "split knows fail and keep");
        }
        return new Split(
                at,
                parser,
                into,
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
        Optional<PartParser.Parts> parts = text.filter(value -> !Placeholders.isOne(value))
                .flatMap(atoms::hide)
                .flatMap(parser::parse);
        if (parts.isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.FORM, at + ": cannot be split");
        }
        YamlEdit edit = site.edit();
        List<Place> places = new ArrayList<>();
        List<String> comments = edit.comments(cursor);
        into.forEach((part, path) -> value(parts.get(), part, atoms).ifPresent(value -> {
            ConfigPath target = site.absolute(path);
            if (site.at(target).isPresent()) {
                conflict(site, target);
                return;
            }
            Place place = Place.of(site, target);
            place.put(edit, cursor, new Content.NewEntry(value, List.of()), places.isEmpty() ? comments : List.of());
            places.add(place);
        }));
        if (places.isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.FORM, at + ": none of the parts is in it");
        }
        edit.remove(cursor, site.base().orElseThrow());
        site.commit(edit);
        Map<String, String> values = Map.of("path", Slices.path(cursor.path()), "text", text.orElse(""));
        return Outcome.applied(new Stash(values, List.of())
                .with(places.stream().map(place -> place.record(site)).toList())
                .with(Slices.write(edit.removed())));
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
        Map<String, String> now = current(site);
        Placeholders atoms = new Placeholders();
        String text = atoms.hide(stash.text("text"))
                .flatMap(parser::parse)
                .map(parts -> {
                    now.forEach((part, value) -> atoms.hide(value).ifPresent(hidden -> parts.set(part, hidden)));
                    return atoms.show(parts.print());
                })
                .orElse(stash.text("text"));
        return FieldsBack.replace(site, inserted, stash, Slices.path(stash.text("path")), text);
    }

    private Map<String, String> current(YamlSite site) {
        Map<String, String> now = new LinkedHashMap<>();
        into.forEach((part, path) -> site.at(site.absolute(path))
                .flatMap(cursor -> YamlValues.text(site.document(), cursor.node()))
                .ifPresent(value -> now.put(part, value)));
        return now;
    }

    private Outcome withoutStash(YamlSite site) {
        Optional<String> text = template.flatMap(printed -> printed.print(current(site)));
        if (text.isEmpty()) {
            return new Outcome.Skipped(
                    Outcome.Reason.MISSING, at + ": what it was is not kept, and no template prints it");
        }
        YamlEdit edit = site.edit();
        Place place = Place.of(site, site.absolute(at));
        into.values()
                .forEach(path -> site.at(site.absolute(path))
                        .ifPresent(cursor -> edit.remove(cursor, site.base().orElseThrow())));
        place.put(edit, null, new Content.NewEntry(Content.text(text.get()), List.of()), List.of());
        site.commit(edit);
        return Outcome.applied(Stash.EMPTY);
    }
}
