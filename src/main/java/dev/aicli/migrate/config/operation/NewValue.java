package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEvent;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.List;
import java.util.Optional;

/**
 * A value given in a migration file.
 *
 * @param text of a scalar
 */
record NewValue(Content content, List<YamlEvent> events, Optional<String> text) {
    static NewValue of(YamlDocument document, YamlNode node) {
        return new NewValue(
                Content.of(document, node), List.copyOf(document.events(node)), YamlValues.text(document, node));
    }

    /** {@return whether a node means this value} */
    boolean equalTo(YamlDocument document, YamlNode node) {
        return YamlValues.same(events, document.events(node));
    }

    /** The value may be a secret. */
    @Override
    public String toString() {
        return "NewValue";
    }
}
