package dev.aicli.migrate.release;

import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The releases of an application, of all its lines.
 *
 * @param file the manifest's name, as shown
 * @param releases lowest version first, each version once
 */
public record ReleaseManifest(String file, List<Release> releases) {
    public ReleaseManifest {
        releases =
                releases.stream().sorted(Comparator.comparing(Release::version)).toList();
        for (int i = 1; i < releases.size(); i++) {
            if (releases.get(i).version().equals(releases.get(i - 1).version())) {
                throw new IllegalArgumentException("twice: " + releases.get(i).version());
            }
        }
    }

    /** {@return the release of that version} */
    public Optional<Release> find(SemanticVersion version) {
        return releases.stream()
                .filter(release -> release.version().equals(version))
                .findFirst();
    }

    /**
     * {@return the release of that name}
     *
     * @throws UsageException when there is none
     */
    public Release require(String name) {
        return SemanticVersion.parse(name)
                .flatMap(this::find)
                .orElseThrow(() -> new UsageException("there is no release " + name + " in " + file)
                        .next(
                                releases.isEmpty()
                                        ? "describe the releases there"
                                        : "the releases there go from "
                                                + releases.get(0).version() + " to "
                                                + releases.get(releases.size() - 1)
                                                        .version()
                                                + "; `aicli-web release list` shows them"));
    }
}
