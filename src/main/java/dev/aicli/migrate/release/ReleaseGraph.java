package dev.aicli.migrate.release;

import dev.aicli.migrate.model.SemanticVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Which release leads to which: an edge goes from each release to every newer one whose {@code from} lets it in. Lines
 * that were kept apart by hotfixes (1.1.3, made after 2.0.0) meet again where a range spans both.
 */
public final class ReleaseGraph {
    private final ReleaseManifest manifest;

    public ReleaseGraph(ReleaseManifest manifest) {
        this.manifest = manifest;
    }

    /**
     * {@return the releases to go through, the last one being the wanted one; empty when no way leads there} It is a
     * shortest way; among those of one length it stops at the newest releases. Where the wanted release is installed
     * already the way is an empty list; where nothing is, it is the release alone: a new installation upgrades nothing.
     */
    public Optional<List<Release>> path(Optional<SemanticVersion> installed, Release wanted) {
        if (installed.isEmpty()) {
            return Optional.of(List.of(wanted));
        }
        if (installed.get().equals(wanted.version())) {
            return Optional.of(List.of());
        }
        Map<SemanticVersion, @Nullable Release> cameFrom = new HashMap<>();
        Queue<Release> reached = new ArrayDeque<>();
        visit(installed.get(), null, cameFrom, reached);
        while (!reached.isEmpty()) {
            Release next = reached.remove();
            if (next.version().equals(wanted.version())) {
                return Optional.of(wayTo(next, cameFrom));
            }
            visit(next.version(), next, cameFrom, reached);
        }
        return Optional.empty();
    }

    /** {@return the releases that may follow an installed one directly, lowest first} */
    public List<Release> after(SemanticVersion installed) {
        return manifest.releases().stream()
                .filter(release -> release.follows(installed))
                .toList();
    }

    private void visit(
            SemanticVersion version,
            @Nullable Release by,
            Map<SemanticVersion, @Nullable Release> cameFrom,
            Queue<Release> reached) {
        List<Release> newestFirst = new ArrayList<>(after(version));
        Collections.reverse(newestFirst);
        for (Release next : newestFirst) {
            if (!cameFrom.containsKey(next.version())) {
                cameFrom.put(next.version(), by);
                reached.add(next);
            }
        }
    }

    private static List<Release> wayTo(Release last, Map<SemanticVersion, @Nullable Release> cameFrom) {
        List<Release> way = new ArrayList<>();
        for (Release step = last; step != null; step = cameFrom.get(step.version())) {
            way.add(step);
        }
        Collections.reverse(way);
        return way;
    }
}
