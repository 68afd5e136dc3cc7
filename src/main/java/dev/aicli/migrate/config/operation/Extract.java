package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Placeholders;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code extract}: a YAML value goes into the {@code .env} file and leaves {@code ${VAR}}. */
record Extract(ConfigPath at, String variable, List<String> comment) implements LinkedOperation {
    static Operation read(Arguments arguments) {
        return new Extract(
                arguments.concretePath("at"),
                EnvRename.variable(arguments, "variable"),
                Add.comments(arguments.optionalText("comment")));
    }

    @Override
    public String name() {
        return "extract";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    static String placeholder(String variable) {
        return "${" + variable + "}";
    }

    @Override
    public Outcome up(YamlSite yaml, DotenvSite dotenv, Stash earlier) {
        Optional<YamlCursor> found = ValueChange.cursors(yaml, at).stream().findFirst();
        if (found.isEmpty()) {
            return Outcome.missing(at);
        }
        Optional<String> text = YamlValues.text(yaml.document(), found.get().node());
        if (text.isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.FORM, at + ": not a scalar");
        }
        if (Placeholders.isOne(text.get())) {
            return Outcome.already(at);
        }
        DotenvDocument document = dotenv.document();
        boolean there = document.find(variable).isPresent();
        boolean same = EnvFields.value(document, variable).equals(text)
                || document.find(variable)
                        .filter(line -> DotenvValue.literal(text.get()).equals(Optional.of(line.raw())))
                        .isPresent();
        if (there && !same) {
            throw new EditRefusedException(Refusal.CONFLICT, document.position(variable), variable);
        }
        if (!there) {
            dotenv.become(document.add(variable, literal(dotenv, text.get()), comment, null));
        }
        Stash added = there ? Stash.EMPTY : AddedVariable.record(document, dotenv.document(), variable, comment);
        Outcome change = ValueChange.up(
                yaml,
                List.of(found.get()),
                (tree, cursor) -> Optional.of(Content.text(placeholder(variable))),
                false,
                Stash.EMPTY);
        Stash stash = change instanceof Outcome.Applied applied ? applied.stash() : Stash.EMPTY;
        return Outcome.applied(new Stash(
                        Map.of(
                                "raw",
                                dotenv.document().find(variable).orElseThrow().raw()),
                        stash.children())
                .with("added", there ? null : "yes")
                .with("gap", added.values().get("gap")));
    }

    /**
     * {@return a value as no reader expands it} What a YAML file calls {@code pa$word} is no reference to a variable.
     */
    static String literal(DotenvSite site, String value) {
        return DotenvValue.literal(value)
                .orElseThrow(() -> new EditRefusedException(
                        Refusal.VALUE, site.document().position(""), "readers of .env files would not take it alike"));
    }

    @Override
    public Outcome down(YamlSite yaml, DotenvSite dotenv, Stash stash) {
        Optional<YamlCursor> found = ValueChange.cursors(yaml, at).stream().findFirst();
        DotenvDocument document = dotenv.document();
        Optional<String> text = found.flatMap(cursor -> YamlValues.text(yaml.document(), cursor.node()));
        if (found.isEmpty()) {
            return Outcome.gone(at, stash);
        }
        if (!text.equals(Optional.of(placeholder(variable)))) {
            return new Outcome.Skipped(Outcome.Reason.EDITED, at + ": edited since, kept as it is");
        }
        Optional<String> raw = document.find(variable).map(line -> line.raw());
        if (raw.isEmpty()) {
            return Outcome.gone(variable, stash);
        }
        if (stash.get("raw")
                .filter(old -> AddedVariable.sameValue(old, raw.get()))
                .isPresent()) {
            ValueChange.down(yaml, stash, (tree, cursor) -> Optional.empty());
        } else {
            Optional<String> value = EnvFields.value(document, variable);
            if (value.isEmpty()) {
                return new Outcome.Skipped(
                        Outcome.Reason.FORM, variable + ": readers of .env files do not take its value alike");
            }
            YamlEdit edit = yaml.edit();
            edit.replace(found.get(), Content.text(value.get()), true);
            yaml.commit(edit);
        }
        if (stash.get("added").isPresent() || stash.isEmpty()) {
            dotenv.become(AddedVariable.takenBack(document, variable, comment, stash));
        }
        return Outcome.applied(Stash.EMPTY);
    }
}
