package dev.aicli.migrate.config.files;

import dev.aicli.migrate.config.migration.ConfigFormat;
import java.util.Optional;

/**
 * One configuration file of a project, or several.
 *
 * @param path a path or a glob, relative to the project's folder, with {@code /}
 * @param format absent to go by the name
 * @param versionKey where the files keep their version; absent for the format's default
 */
public record FilePattern(String path, Optional<ConfigFormat> format, Optional<String> versionKey) {
    /** {@return whether it may stand for several files} */
    public boolean isGlob() {
        return path.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /** {@return the folder above the first part that is a glob; empty for the project's own} */
    String fixedFolder() {
        StringBuilder folder = new StringBuilder();
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            if (parts[i].chars().anyMatch(c -> "*?[{".indexOf(c) >= 0)) {
                break;
            }
            folder.append(folder.isEmpty() ? "" : "/").append(parts[i]);
        }
        return folder.toString();
    }
}
