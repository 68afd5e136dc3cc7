package dev.aicli.migrate.config;

import dev.aicli.migrate.config.files.ConfigFiles;
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
 * @param own the program's own files and folders, which are no configuration files whatever a glob says
 * @param assumed the version of files that say none and have no history; absent to refuse them
 */
public record ConfigSetup(
        Path directory,
        Path migrations,
        List<FilePattern> files,
        List<String> only,
        Path state,
        List<Path> own,
        Optional<SemanticVersion> assumed) {
    public ConfigSetup {
        directory = directory.toAbsolutePath().normalize();
        migrations = migrations.toAbsolutePath().normalize();
        files = List.copyOf(files);
        only = List.copyOf(only);
        own = List.copyOf(own);
    }

    /** {@return the configuration files that are there} */
    ConfigFiles find() {
        return ConfigFiles.find(directory, files, own);
    }

    /** {@return a path as it is shown: relative to the project's folder where it lies below} */
    public String shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(directory)
                ? directory.relativize(absolute).toString().replace('\\', '/')
                : absolute.toString();
    }
}
