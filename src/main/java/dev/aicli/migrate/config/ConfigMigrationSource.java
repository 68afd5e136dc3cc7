package dev.aicli.migrate.config;

import dev.aicli.migrate.config.migration.ConfigMigration;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import java.util.Optional;

/**
 * A migration and the text that it was read from.
 *
 * @param script the whole file: both directions
 */
public record ConfigMigrationSource(ConfigMigration migration, Script script) {
    /** {@return it in the engine's terms} */
    Migration asMigration() {
        return new Migration(migration.version(), migration.description(), Optional.of(script), Optional.of(script));
    }
}
