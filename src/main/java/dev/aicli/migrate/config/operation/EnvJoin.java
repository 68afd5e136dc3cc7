package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code env_join}: several variables into one, printed by a template, and back. */
record EnvJoin(Map<String, String> from, String into, Template template, OnReference references)
        implements DotenvOperation {
    static Operation read(Arguments arguments) {
        Map<String, String> from = arguments.texts("from");
        from.values().forEach(name -> EnvRename.checkName(arguments, "from", name));
        String into = EnvRename.variable(arguments, "into");
        Template template = Template.of(arguments.text("template"));
        for (String part : template.parts()) {
            if (!from.containsKey(part)) {
                arguments.problem("template", "'from' gives no part '" + part + "'");
            }
        }
        from.keySet().stream()
                .filter(part -> !template.parts().contains(part))
                .forEach(part -> arguments.problem("from", "the template does not use the part '" + part + "'"));
        return new EnvJoin(from, into, template, OnReference.read(arguments, false));
    }

    @Override
    public String name() {
        return "env_join";
    }

    @Override
    public List<VariableChange> variables() {
        return from.values().stream()
                .map(name -> VariableChange.gone(name, references))
                .toList();
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    @Override
    public Outcome up(DotenvSite site, Stash earlier) {
        DotenvDocument document = site.document();
        Map<String, String> values = new LinkedHashMap<>();
        List<String> comments = new ArrayList<>();
        for (Map.Entry<String, String> part : from.entrySet()) {
            String name = part.getValue();
            if (document.find(name).isEmpty()) {
                return Outcome.missing(name);
            }
            Optional<String> value = EnvFields.value(document, name);
            if (value.isEmpty()) {
                return new Outcome.Skipped(
                        Outcome.Reason.FORM, name + ": readers of .env files do not take its value alike");
            }
            values.put(part.getKey(), value.get());
            comments.addAll(EnvFields.comments(document, name));
        }
        if (document.find(into).isPresent()) {
            throw new EditRefusedException(Refusal.CONFLICT, document.position(into), into);
        }
        String raw = EnvAdd.raw(site, template.print(values).orElseThrow(), (char) 0);
        String first = from.values().iterator().next();
        List<Stash> slices = new ArrayList<>();
        DotenvDocument changed = document.add(into, raw, comments, first);
        List<String> names = new ArrayList<>(from.values());
        for (int i = names.size() - 1; i >= 0; i--) {
            // Each slice is taken from what is left, so that they can go back one after the other.
            slices.add(0, DotenvSlices.write(changed.slice(names.get(i))));
            changed = changed.remove(names.get(i));
        }
        site.become(changed);
        return Outcome.applied(Stash.EMPTY.with(EnvFields.record(changed, into)).with(slices));
    }

    @Override
    public Outcome down(DotenvSite site, Stash stash) {
        DotenvDocument document = site.document();
        if (document.find(into).isEmpty()) {
            return Outcome.gone(into, stash);
        }
        Map<String, String> parts =
                EnvFields.value(document, into).flatMap(template::parse).orElse(Map.of());
        boolean unchanged = !stash.isEmpty() && EnvFields.unchanged(document, stash);
        if (parts.isEmpty() && !unchanged) {
            return new Outcome.Skipped(Outcome.Reason.EDITED, into + ": has another form now, kept as it is");
        }
        List<String> comments = new ArrayList<>();
        // The slices go in first: the joined variable is one of the neighbours that they know.
        DotenvDocument back = document;
        for (var slice : DotenvSlices.all(stash)) {
            back = back.find(slice.name()).isPresent() ? back : back.restore(slice);
        }
        if (!unchanged) {
            String last = into;
            for (Map.Entry<String, String> part : parts.entrySet()) {
                String name = String.valueOf(from.get(part.getKey()));
                Optional<String> now = EnvFields.value(back, name);
                String raw = EnvAdd.raw(site, part.getValue(), (char) 0);
                if (back.find(name).isEmpty()) {
                    back = back.add(name, raw, List.of(), last);
                } else if (!now.equals(Optional.of(part.getValue()))) {
                    String rest = back.find(name)
                            .flatMap(variable -> DotenvValue.read(variable.raw()))
                            .map(DotenvValue::rest)
                            .orElse("");
                    back = back.withRaw(name, raw + rest);
                }
                last = name;
            }
            for (String comment : document.comments(into)) {
                if (stash.isEmpty()
                        || EnvFields.records(stash).stream()
                                .noneMatch(record -> record.text("text").contains(comment.strip()))) {
                    comments.add(comment);
                }
            }
        }
        back = back.remove(into);
        if (!comments.isEmpty()) {
            back = back.comment(from.values().iterator().next(), comments);
        }
        site.become(back);
        return Outcome.applied(Stash.EMPTY);
    }
}
