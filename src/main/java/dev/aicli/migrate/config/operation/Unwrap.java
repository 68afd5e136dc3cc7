package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import java.util.Optional;

/** {@code unwrap}: a list of one item, or a map of one entry, becomes that scalar. The opposite of {@link Wrap}. */
record Unwrap(ConfigPath at, Optional<String> key) implements YamlOperation {
    static Operation read(Arguments arguments) {
        return new Unwrap(arguments.path("at"), Wrap.key(arguments));
    }

    @Override
    public String name() {
        return "unwrap";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.INVERTIBLE;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        ValueChange.Computation unwrapping = (document, cursor) -> Wrap.unwrapped(document, cursor, key);
        return ValueChange.up(
                site,
                at,
                unwrapping.saying(
                        "has not just one scalar in it, left as it is",
                        (document, cursor) ->
                                cursor.node().isMapping() || cursor.node().isSequence()),
                true,
                earlier);
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        ValueChange.Computation inverse = (document, cursor) -> Wrap.wrapped(document, cursor, key);
        return stash.isEmpty()
                ? ValueChange.down(site, ValueChange.cursors(site, at), inverse)
                : ValueChange.down(site, stash, inverse);
    }
}
