package dev.aicli.migrate.schema;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A way to lay out migrations in files. A new one is one class, and one line in {@link MigrationFolder#FORMATS}. */
interface MigrationFormat {
    /**
     * {@return what the file holds; empty when it is none of this format}
     *
     * @param file where it lies
     * @param name its path as shown
     * @throws dev.aicli.migrate.model.ValidationException when it is of this format and is malformed
     */
    Optional<MigrationFile> read(Path file, String name) throws IOException;
}
