package dev.aicli.migrate.database;

import java.util.Optional;

/**
 * What one kind of database can do that not every kind can. An ability is an interface; the layer that needs it
 * declares it, and the database's own package implements it.
 *
 * @param <D> the kind of database
 */
public interface Abilities<D> {
    /** {@return that database's way to do it; empty where it cannot} */
    <A> Optional<A> of(D database, Class<A> ability);
}
