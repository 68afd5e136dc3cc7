package dev.aicli.migrate.config;

import dev.aicli.migrate.config.files.FilePattern;
import dev.aicli.migrate.model.SemanticVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration track works on.
 *
 * @param directory the project's folder
 * @param migrations the folder of migrations
 * @param files the configuration files
 * @param only the names of those to work on; empty for all
 * @param state where the stash and the journal lie; readable by the owner only
 * @param assumed the version of files that say none and have no history; absent to refuse them
 */
public record ConfigSetup(
        Path directory,
        Path migrations,
        List<FilePattern> files,
        List<String> only,
        Path state,
        Optional<SemanticVersion> assumed) {
    public ConfigSetup {
        directory = directory.toAbsolutePath().normalize();
        migrations = migrations.toAbsolutePath().normalize();
        files = List.copyOf(files);
        only = List.copyOf(only);
    }

    /** {@return a path as it is shown: relative to the project's folder where it lies below} */
    public String shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(directory)
                ? directory.relativize(absolute).toString().replace('\\', '/')
                : absolute.toString();
    }
}
