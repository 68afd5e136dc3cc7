package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import java.util.List;
import java.util.Optional;

/** {@code env_add}: adds a variable that is not there. Undone while it still stands as it was written. */
record EnvAdd(String variable, String value, List<String> comment, Optional<String> before, Optional<String> after)
        implements DotenvOperation {
    static Operation read(Arguments arguments) {
        EnvAdd operation = new EnvAdd(
                EnvRename.variable(arguments, "name"),
                arguments.text("value"),
                Add.comments(arguments.optionalText("comment")),
                arguments.optionalText("before"),
                arguments.optionalText("after"));
        if (DotenvValue.write(operation.value, (char) 0).isEmpty()) {
            arguments.problem("value", "no way of quoting makes all readers of .env files take this value alike");
        }
        return operation;
    }

    @Override
    public String name() {
        return "env_add";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.INVERTIBLE;
    }

    @Override
    public Outcome up(DotenvSite site, Stash earlier) {
        if (site.document().find(variable).isPresent()) {
            return Outcome.already(variable);
        }
        String raw = raw(site, value, (char) 0);
        DotenvDocument old = site.document();
        site.become(added(old, variable, raw, comment, before, after));
        return Outcome.applied(AddedVariable.record(old, site.document(), variable, comment));
    }

    /** {@return the value as it is written} Refuses what dialects would read differently. */
    static String raw(DotenvSite site, String value, char quote) {
        return DotenvValue.write(value, quote)
                .orElseThrow(() -> new EditRefusedException(
                        Refusal.VALUE, site.document().position(""), "readers of .env files would not take it alike"));
    }

    static DotenvDocument added(
            DotenvDocument document,
            String name,
            String raw,
            List<String> comments,
            Optional<String> before,
            Optional<String> after) {
        Optional<String> next = before.filter(each -> document.find(each).isPresent());
        if (next.isPresent()) {
            return document.addBefore(name, raw, comments, next.get());
        }
        String previous = after.filter(each -> document.find(each).isPresent()).orElse(null);
        return document.add(name, raw, comments, previous);
    }

    @Override
    public Outcome down(DotenvSite site, Stash stash) {
        DotenvDocument document = site.document();
        if (document.find(variable).isEmpty()) {
            return Outcome.gone(variable, stash);
        }
        boolean unchanged = stash.isEmpty()
                ? document.find(variable)
                        .flatMap(found -> DotenvValue.read(found.raw()))
                        .filter(found ->
                                found.text().equals(value) && found.rest().isBlank())
                        .isPresent()
                : AddedVariable.unchanged(document, variable, stash);
        if (!unchanged) {
            return new Outcome.Skipped(Outcome.Reason.EDITED, variable + ": edited since, kept as it is");
        }
        site.become(AddedVariable.takenBack(document, variable, comment, stash));
        return Outcome.applied(Stash.EMPTY);
    }
}
