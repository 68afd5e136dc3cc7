package dev.aicli.migrate.app;

import dev.aicli.migrate.model.SemanticVersion;
import java.util.List;
import java.util.Optional;

/**
 * Which of a project's configuration files are meant.
 *
 * @param files only these; all of them when it names none
 * @param from the version of files that say none and have no history
 */
public record ConfigSelection(List<String> files, Optional<SemanticVersion> from) {
    /** All of them, with the versions that they have. */
    public static final ConfigSelection ALL = new ConfigSelection(List.of(), Optional.empty());

    public ConfigSelection {
        files = List.copyOf(files);
    }
}
