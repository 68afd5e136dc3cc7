package dev.aicli.migrate.schema.catalogue;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The objects of a schema at one moment, each once. */
public final class Catalogue {
    private final SortedMap<String, CatalogueObject> objects = new TreeMap<>();

    public Catalogue(Iterable<CatalogueObject> objects) {
        objects.forEach(object -> this.objects.put(object.key(), object));
    }

    /** {@return all of them, by kind and name} */
    public Collection<CatalogueObject> objects() {
        return Collections.unmodifiableCollection(objects.values());
    }

    /** {@return the object that takes the same place as the one of another catalogue} */
    Optional<CatalogueObject> find(CatalogueObject other) {
        return Optional.ofNullable(objects.get(other.key()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Catalogue catalogue && objects.equals(catalogue.objects);
    }

    @Override
    public int hashCode() {
        return objects.hashCode();
    }
}
