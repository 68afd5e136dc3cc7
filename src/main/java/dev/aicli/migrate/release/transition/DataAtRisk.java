package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.schema.catalogue.CatalogueChange;
import dev.aicli.migrate.schema.catalogue.CatalogueComparison;
import dev.aicli.migrate.schema.catalogue.CatalogueObject;
import dev.aicli.migrate.schema.catalogue.CatalogueSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tables and columns hold that a way back by down scripts takes away. */
final class DataAtRisk {
    private final CatalogueSnapshots snapshots;

    DataAtRisk(CatalogueSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** {@return a sentence for each table and column that is not empty and was not there at that version} */
    List<String> since(Optional<String> version) {
        List<String> losses = new ArrayList<>();
        snapshots.find(version).ifPresent(snapshot -> {
            List<CatalogueChange> changes =
                    new CatalogueComparison(snapshot.catalogue(), snapshots.present()).changes();
            for (CatalogueChange change : changes) {
                CatalogueObject object = change.object();
                if (change.kind() == CatalogueChange.Kind.EXTRA) {
                    long count = snapshots.count(object);
                    if (count > 0) {
                        losses.add(object.kind() + " " + object.name() + ": " + count
                                + (object.kind().equals("table") ? " rows" : " values"));
                    }
                }
            }
        });
        return losses;
    }
}
