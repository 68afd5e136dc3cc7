package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.schema.catalogue.Catalogue;
import dev.aicli.migrate.schema.catalogue.CatalogueChange;
import dev.aicli.migrate.schema.catalogue.CatalogueComparison;
import dev.aicli.migrate.schema.catalogue.CatalogueSnapshots;
import java.util.List;
import java.util.Optional;

/** What somebody changed by hand becomes part of what a run records for the next version: the moment to say so. */
final class DriftNotice {
    private static final int SHOWN = 5;

    private final CatalogueSnapshots snapshots;

    DriftNotice(CatalogueSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** {@return what differs from the record of a version, in a sentence; empty without a difference or a record} */
    Optional<String> of(Optional<String> version, Catalogue present) {
        List<String> changes = snapshots
                .find(version)
                .map(known -> new CatalogueComparison(known.catalogue(), present).changes())
                .orElse(List.of())
                .stream()
                .map(CatalogueChange::brief)
                .toList();
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        int shown = Math.min(changes.size(), SHOWN);
        return Optional.of("the schema is not what it was when it reached version "
                + version.orElse(CatalogueSnapshots.NO_VERSION) + ": "
                + String.join(", ", changes.subList(0, shown))
                + (changes.size() > shown ? " and " + (changes.size() - shown) + " more" : "")
                + "; what this run records for `db verify` contains that too");
    }
}
