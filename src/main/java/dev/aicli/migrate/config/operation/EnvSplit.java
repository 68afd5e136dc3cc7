package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Placeholders;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code env_split}: one variable into several, and back with the parts that were edited since.
 *
 * @param rest the variable that what is left goes to
 */
record EnvSplit(
        String variable,
        PartParser parser,
        Map<String, String> into,
        Optional<String> rest,
        Remainder remainder,
        Map<String, NewValue> defaults,
        OnReference references)
        implements DotenvOperation {
    static Operation read(Arguments arguments) {
        String variable = EnvRename.variable(arguments, "name");
        PartParser parser = PartParser.read(arguments);
        Map<String, String> into = arguments.texts("into");
        into.forEach((part, name) -> {
            EnvRename.checkName(arguments, "into", name);
            if (!parser.knows(part)) {
                arguments.problem("into", "the parser knows no part '" + part + "'");
            }
        });
        Optional<String> rest =
                arguments.has("rest") ? Optional.of(EnvRename.variable(arguments, "rest")) : Optional.empty();
        if (into.containsValue(variable) || rest.filter(variable::equals).isPresent()) {
            arguments.problem("into", "'" + variable + "' is what is split");
        }
        return new EnvSplit(
                variable,
                parser,
                into,
                rest,
                Remainder.read(arguments, parser, into),
                arguments.values("defaults", false),
                OnReference.read(arguments, false));
    }

    @Override
    public String name() {
        return "env_split";
    }

    @Override
    public List<VariableChange> variables() {
        return List.of(VariableChange.gone(variable, references));
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    @Override
    public Outcome up(DotenvSite site, Stash earlier) {
        DotenvDocument document = site.document();
        if (document.find(variable).isEmpty()) {
            return Outcome.missing(variable);
        }
        Placeholders atoms = new Placeholders();
        Optional<DotenvValue> value = document.find(variable).flatMap(found -> DotenvValue.read(found.raw()));
        PartParser.Reading reading = parse(value.map(DotenvValue::text), atoms);
        if (reading.parts().isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.FORM, variable + ": cannot be split: " + reading.reason());
        }
        PartParser.Parts parts = reading.parts().get();
        Optional<String> loss = remainder.loss(parts, atoms);
        if (loss.isPresent()) {
            throw new EditRefusedException(
                    Refusal.PART_LOST, document.position(variable), variable + ": " + loss.get());
        }
        char quote = value.map(DotenvValue::quote).orElse((char) 0);
        List<String> comments = EnvFields.comments(document, variable);
        DotenvDocument changed = document;
        String last = variable;
        List<String> written = new ArrayList<>();
        for (Map.Entry<String, String> field : fields(parts, atoms).entrySet()) {
            String name = field.getKey();
            if (changed.find(name).isPresent()) {
                throw new EditRefusedException(Refusal.CONFLICT, changed.position(name), name);
            }
            String raw = EnvAdd.raw(site, field.getValue(), quote);
            changed = changed.add(name, raw, written.isEmpty() ? comments : List.of(), last);
            written.add(name);
            last = name;
        }
        if (written.isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.FORM, variable + ": none of the parts is in it");
        }
        Stash slice = DotenvSlices.write(document.slice(variable));
        DotenvDocument done = changed.remove(variable);
        site.become(done);
        return Outcome.applied(Stash.EMPTY
                .with(slice)
                .with(written.stream().map(name -> EnvFields.record(done, name)).toList()));
    }

    private PartParser.Reading parse(Optional<String> text, Placeholders atoms) {
        if (text.isEmpty()) {
            return PartParser.Reading.unfit("readers of .env files do not take its value alike");
        }
        if (text.get().isEmpty()) {
            return PartParser.Reading.unfit("it is empty");
        }
        if (Placeholders.isOne(text.get())) {
            return PartParser.Reading.unfit("it is one placeholder");
        }
        return atoms.hide(text.get())
                .map(parser::parse)
                .orElse(PartParser.Reading.unfit("there are characters for private use in it"));
    }

    private Map<String, String> fields(PartParser.Parts parts, Placeholders atoms) {
        Map<String, String> fields = new LinkedHashMap<>();
        into.forEach((part, name) -> parts.get(part)
                .map(atoms::show)
                .or(() -> Optional.ofNullable(defaults.get(part)).flatMap(NewValue::text))
                .ifPresent(text -> fields.put(name, text)));
        rest.ifPresent(name -> remainder.text(parts).ifPresent(text -> fields.put(name, atoms.show(text))));
        return fields;
    }

    @Override
    public Outcome down(DotenvSite site, Stash stash) {
        if (stash.isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.MISSING, variable + ": what it was is not kept");
        }
        DotenvDocument document = site.document();
        if (document.find(variable).isPresent()) {
            return new Outcome.Skipped(Outcome.Reason.EDITED, variable + ": there again, kept as it is");
        }
        Set<String> gone = EnvFields.gone(document, stash);
        if (gone.size() == EnvFields.records(stash).size()) {
            return Outcome.gone(variable, stash);
        }
        List<String> comments = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        DotenvDocument back = EnvFields.back(document, stash, comments);
        Optional<DotenvValue> old = back.find(variable).flatMap(found -> DotenvValue.read(found.raw()));
        if (!EnvFields.unchanged(document, stash) && old.isPresent()) {
            PartEdits edits = edits(document, gone);
            Optional<PartEdits.Whole> whole = edits.in(old.get().text());
            if (whole.isEmpty()) {
                return new Outcome.Skipped(
                        Outcome.Reason.EDITED,
                        variable + ": its parts were edited and do not fit into it, kept as they are");
            }
            notes.addAll(edits.notes(whole.get(), variable, into, rest));
            String text = whole.get().text();
            if (!text.equals(old.get().text())) {
                String raw = EnvAdd.raw(site, text, old.get().quote());
                back = back.withRaw(variable, raw + old.get().rest());
            }
        }
        if (!comments.isEmpty()) {
            back = back.comment(variable, comments);
        }
        site.become(back);
        return new Outcome.Applied(Stash.EMPTY, notes);
    }

    private PartEdits edits(DotenvDocument document, Set<String> gone) {
        Map<String, String> now = new LinkedHashMap<>();
        into.forEach((part, name) -> EnvFields.value(document, name).ifPresent(text -> now.put(part, text)));
        return new PartEdits(
                parser,
                remainder,
                now,
                into.keySet().stream()
                        .filter(part -> gone.contains(into.get(part)))
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                rest.flatMap(name -> EnvFields.value(document, name)),
                rest.filter(gone::contains).isPresent(),
                defaults);
    }
}
