package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.PathStep;

/** {@code list_map}: {@code map_value} for every item of a list. */
final class ListMap {
    private ListMap() {}

    static Operation read(Arguments arguments) {
        ConfigPath list = arguments.path("at");
        return MapValue.read("list_map", list.then(new PathStep.Any()), arguments);
    }
}
