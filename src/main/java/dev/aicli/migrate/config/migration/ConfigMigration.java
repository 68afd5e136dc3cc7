package dev.aicli.migrate.config.migration;

import dev.aicli.migrate.config.operation.Lossiness;
import dev.aicli.migrate.config.operation.Step;
import dev.aicli.migrate.model.SemanticVersion;
import java.util.List;
import java.util.Optional;

/**
 * A validated migration.
 *
 * @param targets globs of the files that it is for; none: the project's files of the formats that its operations know
 * @param down the explicit way back; absent when it is derived from {@code up}
 */
public record ConfigMigration(
        SemanticVersion version, String description, List<String> targets, List<Step> up, Optional<List<Step>> down) {

    public ConfigMigration {
        targets = List.copyOf(targets);
        up = List.copyOf(up);
        down = down.map(List::copyOf);
    }

    /** {@return what the way back needs, all operations taken together} An explicit one needs nothing. */
    public Lossiness lossiness() {
        return down.isPresent()
                ? Lossiness.INVERTIBLE
                : up.stream().map(step -> step.operation().lossiness()).reduce(Lossiness.INVERTIBLE, Lossiness::and);
    }
}
