package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import java.util.List;
import java.util.Optional;

/** {@code set}: replaces a value that is there, optionally only a certain one. */
record SetValue(ConfigPath at, NewValue value, Optional<NewValue> onlyIf, boolean keep) implements YamlOperation {
    static Operation read(Arguments arguments) {
        return new SetValue(
                arguments.path("at"),
                arguments.value("value"),
                arguments.optionalValue("only_if"),
                arguments.flag("keep", true));
    }

    @Override
    public String name() {
        return "set";
    }

    @Override
    public Lossiness lossiness() {
        if (onlyIf.isPresent()) {
            return Lossiness.INVERTIBLE;
        }
        return keep ? Lossiness.STASHED : Lossiness.IRREVERSIBLE;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        List<YamlCursor> found = ValueChange.cursors(site, at);
        if (found.isEmpty()) {
            return Outcome.missing(at);
        }
        Outcome outcome = ValueChange.up(
                site,
                found,
                (document, cursor) -> {
                    boolean wanted = onlyIf.map(old -> old.equalTo(document, cursor.node()))
                            .orElse(true);
                    return wanted && !value.equalTo(document, cursor.node())
                            ? Optional.of(value.content())
                            : Optional.empty();
                },
                false,
                earlier);
        return keep || !(outcome instanceof Outcome.Applied applied)
                ? outcome
                : new Outcome.Applied(Stash.EMPTY, applied.notes());
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        if (stash.isEmpty() && onlyIf.isPresent()) {
            return ValueChange.down(
                    site,
                    ValueChange.cursors(site, at),
                    (document, cursor) ->
                            value.equalTo(document, cursor.node()) ? onlyIf.map(NewValue::content) : Optional.empty());
        }
        return ValueChange.down(site, stash, (document, cursor) -> Optional.empty());
    }
}
