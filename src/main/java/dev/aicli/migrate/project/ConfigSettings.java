package dev.aicli.migrate.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The configuration track.
 *
 * @param migrations the folder of configuration migrations
 * @param files the files that they change
 */
public record ConfigSettings(Path migrations, List<ConfigFile> files) {
    public ConfigSettings {
        files = List.copyOf(files);
    }

    /**
     * One configuration file, or several.
     *
     * @param path a path or a glob, relative to the project's folder
     * @param format {@code yaml} or {@code env}; absent to go by the name
     * @param versionKey where the file keeps its version; absent for the format's default
     */
    public record ConfigFile(String path, Optional<String> format, Optional<String> versionKey) {}
}
