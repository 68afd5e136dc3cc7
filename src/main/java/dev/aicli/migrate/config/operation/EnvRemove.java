package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.dotenv.DotenvSlice;
import java.util.List;
import java.util.Optional;

/** {@code env_remove}: takes a variable and its comments out. The way back puts the very lines back. */
record EnvRemove(String variable, boolean keep, OnReference references) implements DotenvOperation {
    static Operation read(Arguments arguments) {
        return new EnvRemove(
                EnvRename.variable(arguments, "name"),
                arguments.flag("keep", true),
                OnReference.read(arguments, false));
    }

    @Override
    public String name() {
        return "env_remove";
    }

    @Override
    public List<VariableChange> variables() {
        return List.of(VariableChange.gone(variable, references));
    }

    @Override
    public Lossiness lossiness() {
        return keep ? Lossiness.STASHED : Lossiness.IRREVERSIBLE;
    }

    @Override
    public Outcome up(DotenvSite site, Stash earlier) {
        if (site.document().find(variable).isEmpty()) {
            return Outcome.missing(variable);
        }
        DotenvSlice slice = site.document().slice(variable);
        site.become(site.document().remove(variable));
        return Outcome.applied(keep ? Stash.EMPTY.with(DotenvSlices.write(slice)) : Stash.EMPTY);
    }

    @Override
    public Outcome down(DotenvSite site, Stash stash) {
        Optional<DotenvSlice> slice = DotenvSlices.read(stash);
        if (slice.isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.MISSING, variable + ": what it was is not kept");
        }
        if (site.document().find(variable).isPresent()) {
            return new Outcome.Skipped(Outcome.Reason.EDITED, variable + ": there again, kept as it is");
        }
        site.become(site.document().restore(slice.get()));
        return Outcome.applied(Stash.EMPTY);
    }
}
