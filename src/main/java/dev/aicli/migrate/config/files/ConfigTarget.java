package dev.aicli.migrate.config.files;

import dev.aicli.migrate.config.migration.ConfigFormat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A configuration file that is there.
 *
 * @param name its path relative to the project's folder, with {@code /}: how it is called in history and messages
 * @param path where it really lies, symbolic links followed
 * @param versionKey where it keeps its version, when the project says so
 */
public record ConfigTarget(String name, Path path, ConfigFormat format, Optional<String> versionKey) {}
