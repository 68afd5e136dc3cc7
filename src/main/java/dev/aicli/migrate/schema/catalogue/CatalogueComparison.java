package dev.aicli.migrate.schema.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares two catalogues. A table that is gone, or new, stands for all that belongs to it. */
public final class CatalogueComparison {
    private final Catalogue expected;
    private final Catalogue found;

    public CatalogueComparison(Catalogue expected, Catalogue found) {
        this.expected = expected;
        this.found = found;
    }

    /** {@return the differences, by kind and name of the objects} */
    public List<CatalogueChange> changes() {
        List<CatalogueChange> changes = new ArrayList<>();
        for (CatalogueObject object : expected.objects()) {
            Optional<CatalogueObject> now = found.find(object);
            boolean same = now.isPresent() && now.get().definition().equals(object.definition());
            if (!same) {
                changes.add(new CatalogueChange(
                        object, Optional.of(object.definition()), now.map(CatalogueObject::definition)));
            }
        }
        for (CatalogueObject object : found.objects()) {
            if (expected.find(object).isEmpty()) {
                changes.add(new CatalogueChange(object, Optional.empty(), Optional.of(object.definition())));
            }
        }
        return withoutWhatFollows(changes);
    }

    private static List<CatalogueChange> withoutWhatFollows(List<CatalogueChange> changes) {
        Set<String> whole = changes.stream()
                .filter(change -> change.kind() != CatalogueChange.Kind.CHANGED)
                .filter(change -> change.object().table().isEmpty())
                .map(change -> change.object().name())
                .collect(Collectors.toSet());
        Set<String> finer = changes.stream()
                .map(CatalogueChange::object)
                .filter(object -> object.kind().equals("column"))
                .flatMap(object -> object.table().stream())
                .collect(Collectors.toSet());
        Predicate<CatalogueObject> follows =
                object -> object.table().filter(whole::contains).isPresent()
                        || (object.kind().equals(CatalogueObject.TABLE_DEFINITION)
                                && object.table().filter(finer::contains).isPresent());
        return changes.stream().filter(change -> !follows.test(change.object())).toList();
    }
}
