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
     * @param fileName its name, without the name of a database in it
     * @param name its path as shown
     * @throws dev.aicli.migrate.model.ValidationException when it is of this format and is malformed
     */
    Optional<MigrationFile> read(Path file, String fileName, String name) throws IOException;
}
