package dev.aicli.migrate.config;

import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.Version;
import java.util.Optional;

/**
 * How a configuration file stands.
 *
 * @param file its name
 * @param stamp the version that it carries
 * @param recorded the version that history says
 * @param version the version that counts: the file's own before that of history; empty when nobody knows
 * @param edited whether it is not any more as the last run left it
 */
public record FileStanding(
        String file,
        Optional<SemanticVersion> stamp,
        Optional<Version> recorded,
        Optional<Version> version,
        boolean edited) {
    /** {@return whether the file says something else than history} */
    public boolean disagrees() {
        return stamp.isPresent() && recorded.isPresent() && !recorded.get().equals(stamp.get());
    }
}
