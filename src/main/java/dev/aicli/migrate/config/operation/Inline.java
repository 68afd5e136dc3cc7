package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.List;
import java.util.Optional;

/** {@code inline}: {@code ${VAR}} in YAML becomes the variable's value, and the variable goes. */
record Inline(ConfigPath at, String variable, boolean remove, OnReference references) implements LinkedOperation {
    static Operation read(Arguments arguments) {
        return new Inline(
                arguments.concretePath("at"),
                EnvRename.variable(arguments, "variable"),
                arguments.flag("remove", true),
                OnReference.read(arguments, false));
    }

    @Override
    public String name() {
        return "inline";
    }

    @Override
    public List<VariableChange> variables() {
        return remove ? List.of(VariableChange.gone(variable, references)) : List.of();
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    @Override
    public Outcome up(YamlSite yaml, DotenvSite dotenv, Stash earlier) {
        Optional<YamlCursor> found = ValueChange.cursors(yaml, at).stream().findFirst();
        DotenvDocument document = dotenv.document();
        if (found.isEmpty()) {
            return Outcome.missing(at);
        }
        Optional<String> text = YamlValues.text(yaml.document(), found.get().node());
        if (!text.equals(Optional.of(Extract.placeholder(variable)))) {
            return new Outcome.Skipped(Outcome.Reason.FORM, at + ": does not say " + Extract.placeholder(variable));
        }
        if (document.find(variable).isEmpty()) {
            return Outcome.missing(variable);
        }
        String value = EnvFields.value(document, variable)
                .orElseThrow(() -> new EditRefusedException(
                        Refusal.VALUE,
                        document.position(variable),
                        variable + ": readers of .env files do not take its value alike"));
        Outcome change = ValueChange.up(
                yaml, List.of(found.get()), (tree, cursor) -> Optional.of(Content.text(value)), false, Stash.EMPTY);
        Stash stash = change instanceof Outcome.Applied applied ? applied.stash() : Stash.EMPTY;
        Stash lines = DotenvSlices.write(document.slice(variable));
        if (remove) {
            dotenv.become(document.remove(variable));
        }
        return Outcome.applied(stash.with("value", value).with(lines));
    }

    @Override
    public Outcome down(YamlSite yaml, DotenvSite dotenv, Stash stash) {
        Optional<YamlCursor> found = ValueChange.cursors(yaml, at).stream().findFirst();
        Optional<String> text = found.flatMap(cursor -> YamlValues.text(yaml.document(), cursor.node()));
        if (found.isEmpty() || text.isEmpty()) {
            return found.isEmpty() ? Outcome.gone(at, stash) : Outcome.missing(at);
        }
        DotenvDocument document = dotenv.document();
        boolean edited = !text.equals(stash.get("value"));
        if (document.find(variable).isEmpty()) {
            document = DotenvSlices.read(stash).isPresent()
                    ? document.restore(DotenvSlices.read(stash).get())
                    : document.add(variable, Extract.literal(dotenv, text.get()), List.of(), null);
        }
        if (edited && !EnvFields.value(document, variable).equals(text)) {
            document = document.withRaw(variable, Extract.literal(dotenv, text.get()));
        }
        dotenv.become(document);
        ValueChange.Computation back = (tree, cursor) -> Optional.of(Content.text(Extract.placeholder(variable)));
        if (stash.isEmpty()) {
            return ValueChange.down(yaml, List.of(found.get()), back);
        }
        ValueChange.down(yaml, stash, back);
        return Outcome.applied(Stash.EMPTY);
    }
}
