package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.ScalarKind;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code join}: several fields into one value, printed by a template. The way back gives the fields as they were. */
record Join(Map<String, ConfigPath> from, ConfigPath into, Template template) implements YamlOperation {
    static Operation read(Arguments arguments) {
        Map<String, ConfigPath> from = arguments.paths("from");
        ConfigPath into = arguments.destination("into");
        Template template = Template.of(arguments.text("template"));
        template.parts().forEach(part -> {
            if (!from.containsKey(part)) {
                arguments.problem("template", "'from' gives no part '" + part + "'");
            }
        });
        from.forEach((part, path) -> {
            if (!template.parts().contains(part)) {
                arguments.problem("from", "the template does not use the part '" + part + "'");
            }
            if (!path.isConcrete() || path.isRoot() || !(path.last() instanceof PathStep.Key)) {
                arguments.problem("from", "'" + path + "' must name one place and end in a name");
            }
        });
        if (!into.isConcrete()) {
            arguments.problem("into", "'into' must name one place");
        }
        return new Join(from, into, template);
    }

    @Override
    public String name() {
        return "join";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        List<YamlCursor> sources = new ArrayList<>();
        for (Map.Entry<String, ConfigPath> part : from.entrySet()) {
            Optional<YamlCursor> found = site.find(part.getValue()).stream()
                    .map(match -> match.cursor())
                    .findFirst();
            Optional<String> text = found.flatMap(cursor -> YamlValues.text(site.document(), cursor.node()));
            if (found.isEmpty()
                    || text.isEmpty()
                    || YamlValues.type(found.get().node()).equals("null")) {
                return Outcome.missing(part.getValue());
            }
            types.put("type." + part.getKey(), YamlValues.type(found.get().node()));
            values.put(part.getKey(), text.get());
            sources.add(found.get());
        }
        ConfigPath target = site.absolute(into);
        if (site.at(target).isPresent()) {
            throw new EditRefusedException(
                    Refusal.CONFLICT,
                    site.document()
                            .position(site.at(target).orElseThrow().node().start()),
                    target.toString());
        }
        YamlEdit edit = site.edit();
        List<String> comments = new ArrayList<>();
        sources.forEach(source -> comments.addAll(edit.comments(source)));
        Place place = Place.of(site, target);
        String text = template.print(values).orElseThrow();
        place.put(edit, sources.get(0), new Content.NewEntry(Content.text(text), comments), List.of());
        sources.forEach(source -> edit.remove(source, site.base().orElseThrow()));
        site.commit(edit);
        return Outcome.applied(
                new Stash(types, List.of()).with(place.record(site)).with(Slices.write(edit.removed())));
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        Optional<YamlCursor> found = site.at(site.absolute(into));
        if (found.isEmpty()) {
            return Outcome.gone(into, stash);
        }
        List<Stash> inserted = Place.records(stash);
        boolean unchanged = !inserted.isEmpty() && inserted.stream().allMatch(each -> Place.unchanged(site, each));
        if (unchanged && FieldsBack.restore(site, inserted, stash).isEmpty()) {
            return Outcome.applied(Stash.EMPTY);
        }
        String text = YamlValues.text(site.document(), found.get().node()).orElse("");
        Optional<Map<String, String>> parts = template.parse(text);
        if (parts.isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.EDITED, into + ": has another form now, kept as it is");
        }
        List<String> comments = new ArrayList<>();
        if (!inserted.isEmpty() && FieldsBack.restore(site, inserted, stash).isEmpty()) {
            YamlEdit edit = site.edit();
            parts.get()
                    .forEach((part, value) -> site.at(site.absolute(path(part)))
                            .filter(cursor -> YamlValues.text(site.document(), cursor.node())
                                    .filter(old -> !old.equals(value))
                                    .isPresent())
                            .ifPresent(cursor -> edit.replace(cursor, scalar(stash, part, value), true)));
            site.commit(edit);
            return Outcome.applied(Stash.EMPTY);
        }
        YamlEdit edit = site.edit();
        comments.addAll(Slices.commentsKept(Slices.read(stash), inserted));
        found.map(YamlCursor::parent)
                .filter(item -> item.entry() != null)
                .ifPresent(item -> edit.commentsBehindDash(item).forEach(comments::remove));
        comments.addAll(edit.comments(found.get()));
        boolean first = true;
        for (Map.Entry<String, String> part : parts.get().entrySet()) {
            Place.of(site, site.absolute(path(part.getKey())))
                    .put(
                            edit,
                            found.get(),
                            new Content.NewEntry(scalar(stash, part.getKey(), part.getValue()), List.of()),
                            first ? comments : List.of());
            first = false;
        }
        if (inserted.isEmpty()) {
            edit.remove(found.get(), site.base().orElseThrow());
        } else {
            Place.remove(site, edit, inserted.get(0));
        }
        site.commit(edit);
        return Outcome.applied(Stash.EMPTY);
    }

    /** What was a number or a boolean is one again, as long as it reads as one. */
    private static Content scalar(Stash stash, String part, String value) {
        String type = ScalarKind.ofPlain(value).name().toLowerCase(Locale.ROOT);
        boolean same = stash.get("type." + part).filter(type::equals).isPresent();
        return same && !type.equals("string") ? new Content.Literal(value) : Content.text(value);
    }

    private ConfigPath path(String part) {
        return Objects.requireNonNull(from.get(part));
    }
}
