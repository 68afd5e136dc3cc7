package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code env_rename}: gives a variable another name; the rest of its line stays as it is. */
record EnvRename(String from, String to, OnReference references) implements DotenvOperation {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    static Operation read(Arguments arguments) {
        return new EnvRename(variable(arguments, "from"), variable(arguments, "to"), OnReference.read(arguments, true));
    }

    /** {@return a variable's name} */
    static String variable(Arguments arguments, String key) {
        String name = arguments.text(key);
        checkName(arguments, key, name);
        return name;
    }

    static void checkName(Arguments arguments, String key, String name) {
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            arguments.problem(key, "'" + name + "' is no variable's name");
        }
    }

    @Override
    public String name() {
        return "env_rename";
    }

    @Override
    public List<VariableChange> variables() {
        return List.of(new VariableChange(from, Optional.of(to), references));
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.INVERTIBLE;
    }

    @Override
    public Outcome up(DotenvSite site, Stash earlier) {
        return rename(site, from, to);
    }

    private static Outcome rename(DotenvSite site, String old, String other) {
        if (site.document().find(old).isEmpty()) {
            return Outcome.missing(old);
        }
        if (site.document().find(other).isPresent()) {
            throw new EditRefusedException(Refusal.CONFLICT, site.document().position(other), other);
        }
        site.become(site.document().rename(old, other));
        return Outcome.applied(Stash.EMPTY.with("renamed", "yes"));
    }

    @Override
    public Outcome down(DotenvSite site, Stash stash) {
        if (site.document().find(to).isEmpty()) {
            return Outcome.gone(to, stash);
        }
        return site.document().find(from).isPresent()
                ? new Outcome.Skipped(Outcome.Reason.EDITED, from + ": there again; " + to + " stays")
                : rename(site, to, from);
    }
}
