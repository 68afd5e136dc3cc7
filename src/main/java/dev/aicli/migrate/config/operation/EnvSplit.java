package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Placeholders;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code env_split}: one variable into several, and back with the parts that were edited since. */
record EnvSplit(String variable, PartParser parser, Map<String, String> into, Map<String, NewValue> defaults)
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
        if (into.containsValue(variable)) {
            arguments.problem("into", "'" + variable + "' is what is split");
        }
        return new EnvSplit(variable, parser, into, arguments.values("defaults", false));
    }

    @Override
    public String name() {
        return "env_split";
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
        Optional<PartParser.Parts> parts = value.map(DotenvValue::text)
                .filter(text -> !Placeholders.isOne(text) && !text.isEmpty())
                .flatMap(atoms::hide)
                .flatMap(parser::parse);
        if (parts.isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.FORM, variable + ": cannot be split");
        }
        char quote = value.map(DotenvValue::quote).orElse((char) 0);
        List<String> comments = EnvFields.comments(document, variable);
        DotenvDocument changed = document;
        String last = variable;
        List<String> written = new ArrayList<>();
        for (Map.Entry<String, String> part : into.entrySet()) {
            Optional<String> text = parts.get()
                    .get(part.getKey())
                    .map(atoms::show)
                    .or(() -> Optional.ofNullable(defaults.get(part.getKey())).flatMap(NewValue::text));
            String name = part.getValue();
            if (text.isEmpty()) {
                continue;
            }
            if (changed.find(name).isPresent()) {
                throw new EditRefusedException(Refusal.CONFLICT, changed.position(name), name);
            }
            String raw = EnvAdd.raw(site, text.get(), quote);
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

    @Override
    public Outcome down(DotenvSite site, Stash stash) {
        if (stash.isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.MISSING, variable + ": what it was is not kept");
        }
        DotenvDocument document = site.document();
        if (document.find(variable).isPresent()) {
            return new Outcome.Skipped(Outcome.Reason.EDITED, variable + ": there again, kept as it is");
        }
        List<String> comments = new ArrayList<>();
        DotenvDocument back = EnvFields.back(document, stash, comments);
        if (!EnvFields.unchanged(document, stash)) {
            back = withEdits(site, document, back);
        }
        if (!comments.isEmpty()) {
            back = commented(back, comments);
        }
        site.become(back);
        return Outcome.applied(Stash.EMPTY);
    }

    private DotenvDocument withEdits(DotenvSite site, DotenvDocument document, DotenvDocument back) {
        Placeholders atoms = new Placeholders();
        Optional<DotenvValue> old = back.find(variable).flatMap(found -> DotenvValue.read(found.raw()));
        Optional<PartParser.Parts> parts =
                old.map(DotenvValue::text).flatMap(atoms::hide).flatMap(parser::parse);
        if (old.isEmpty() || parts.isEmpty()) {
            return back;
        }
        for (Map.Entry<String, String> part : into.entrySet()) {
            EnvFields.value(document, part.getValue())
                    .flatMap(atoms::hide)
                    .ifPresent(text -> parts.get().set(part.getKey(), text));
        }
        String text = atoms.show(parts.get().print());
        if (text.equals(old.get().text())) {
            return back;
        }
        return back.withRaw(
                variable, EnvAdd.raw(site, text, old.get().quote()) + old.get().rest());
    }

    private DotenvDocument commented(DotenvDocument document, List<String> comments) {
        return document.comment(variable, comments);
    }
}
