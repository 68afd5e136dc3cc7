package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.Script;
import java.util.List;
import java.util.Optional;

/**
 * What one file contributes to a migration: one direction or both.
 *
 * @param name the file's path as shown
 * @param warnings what is odd about it, and tolerated
 * @param ofOneDatabase whether its name says which database it is for
 */
record MigrationFile(
        String name,
        NumericVersion version,
        String description,
        Optional<Script> up,
        Optional<Script> down,
        List<String> warnings,
        boolean ofOneDatabase) {
    MigrationFile(
            String name,
            NumericVersion version,
            String description,
            Optional<Script> up,
            Optional<Script> down,
            List<String> warnings) {
        this(name, version, description, up, down, warnings, false);
    }

    MigrationFile forOneDatabase() {
        return new MigrationFile(name, version, description, up, down, warnings, true);
    }
}
