package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code map_value}: replaces values by a table; those not in it stay, or stop the migration. */
record MapValue(String name, ConfigPath at, List<Map.Entry<NewValue, NewValue>> table, Default otherwise)
        implements YamlOperation {
    /** What becomes of a value that is not in the table. */
    enum Default {
        KEEP,
        FAIL
    }

    static Operation read(Arguments arguments) {
        return read("map_value", arguments.path("at"), arguments);
    }

    static MapValue read(String name, ConfigPath at, Arguments arguments) {
        return new MapValue(
                name, at, arguments.table("table"), arguments.choice("default", Default.class, Default.KEEP));
    }

    @Override
    public Lossiness lossiness() {
        return isOneToOne() ? Lossiness.INVERTIBLE : Lossiness.STASHED;
    }

    private boolean isOneToOne() {
        long distinct =
                table.stream().map(row -> row.getValue().events()).distinct().count();
        boolean overlap = table.stream()
                .anyMatch(row -> table.stream()
                        .anyMatch(other ->
                                other.getKey().events().equals(row.getValue().events())));
        return distinct == table.size() && !overlap;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        ValueChange.Computation mapping = this::mapped;
        return ValueChange.up(
                site,
                at,
                mapping.saying("is not in the table, left as it is", (document, cursor) -> !isKnown(document, cursor)),
                false,
                earlier);
    }

    private boolean isKnown(YamlDocument document, YamlCursor cursor) {
        return table.stream()
                .anyMatch(row -> row.getKey().equalTo(document, cursor.node())
                        || row.getValue().equalTo(document, cursor.node()));
    }

    private Optional<Content> mapped(YamlDocument document, YamlCursor cursor) {
        for (Map.Entry<NewValue, NewValue> row : table) {
            if (row.getKey().equalTo(document, cursor.node())) {
                return row.getValue().equalTo(document, cursor.node())
                        ? Optional.empty()
                        : Optional.of(row.getValue().content());
            }
        }
        boolean isResult = table.stream().anyMatch(row -> row.getValue().equalTo(document, cursor.node()));
        if (otherwise == Default.FAIL && !isResult) {
            throw new EditRefusedException(
                    Refusal.VALUE, document.position(cursor.node().start()), "not in the table");
        }
        return Optional.empty();
    }

    private Optional<Content> unmapped(YamlDocument document, YamlCursor cursor) {
        if (!isOneToOne()) {
            return Optional.empty();
        }
        return table.stream()
                .filter(row -> row.getValue().equalTo(document, cursor.node()))
                .map(row -> row.getKey().content())
                .findFirst();
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        return stash.isEmpty()
                ? ValueChange.down(site, ValueChange.cursors(site, at), this::unmapped)
                : ValueChange.down(site, stash, this::unmapped);
    }
}
