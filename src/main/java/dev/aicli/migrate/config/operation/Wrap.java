package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.List;
import java.util.Optional;

/**
 * {@code wrap}: a scalar becomes the only item of a list, or the only entry of a map.
 *
 * @param key of the entry; absent for a list
 */
record Wrap(ConfigPath at, Optional<String> key) implements YamlOperation {
    /** What the value is put into. */
    enum Into {
        LIST,
        MAP
    }

    static Operation read(Arguments arguments) {
        return new Wrap(arguments.path("at"), key(arguments));
    }

    static Optional<String> key(Arguments arguments) {
        arguments.text("as");
        Into into = arguments.choice("as", Into.class, Into.LIST);
        Optional<String> key = arguments.optionalText("key");
        if (key.isPresent() != (into == Into.MAP)) {
            arguments.problem("as", "'key' is needed for a map, and only there");
        }
        return key;
    }

    @Override
    public String name() {
        return "wrap";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.INVERTIBLE;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        ValueChange.Computation wrapping = (document, cursor) -> wrapped(document, cursor, key);
        return ValueChange.up(
                site,
                at,
                wrapping.saying(
                        "is no scalar, left as it is",
                        (document, cursor) -> !YamlValues.type(cursor.node()).equals(key.isPresent() ? "map" : "list")),
                true,
                earlier);
    }

    static Optional<Content> wrapped(YamlDocument document, YamlCursor cursor, Optional<String> key) {
        YamlNode node = cursor.node();
        boolean scalar = node instanceof YamlNode.YamlScalar || YamlValues.isPlaceholder(node);
        if (!scalar || YamlValues.type(node).equals("null")) {
            return Optional.empty();
        }
        Content value = Content.styled(document, node);
        return Optional.of(key.<Content>map(name -> new Content.Pairs().put(name, value))
                .orElseGet(() -> Content.Items.of(List.of(value))));
    }

    static Optional<Content> unwrapped(YamlDocument document, YamlCursor cursor, Optional<String> key) {
        YamlNode node = cursor.node();
        boolean fits = node.entries().size() == 1
                && !YamlValues.isPlaceholder(node)
                && (key.isEmpty()
                        ? node.isSequence()
                        : node.entries().get(0).name().equals(key));
        if (!fits || !(node.entries().get(0).value() instanceof YamlNode.YamlScalar only)) {
            return Optional.empty();
        }
        return Optional.of(
                node.isBlockCollection()
                        ? new YamlEdit(document).moved(cursor.child(0))
                        : Content.styled(document, only));
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        ValueChange.Computation inverse = (document, cursor) -> unwrapped(document, cursor, key);
        return stash.isEmpty()
                ? ValueChange.down(site, ValueChange.cursors(site, at), inverse)
                : ValueChange.down(site, stash, inverse);
    }
}
