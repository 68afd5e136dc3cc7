package dev.aicli.migrate.database;

import java.util.List;
import java.util.Optional;

/** A kind of database: how its URLs are read, and how one is opened. Another kind is another implementation. */
public interface DatabaseType {
    /** {@return the word that URLs, folders and JSON use: {@code postgresql}, {@code sqlite}} */
    String kind();

    /** {@return the forms of its URLs, for messages, the most usual one first} */
    List<String> urlForms();

    /** {@return what else its folders and files of migrations are called, lower case: {@code postgres}, {@code pg}} */
    List<String> otherNames();

    /**
     * Reads a URL.
     *
     * @return empty when it is that of another kind of database
     * @throws dev.aicli.migrate.model.UsageException when it is one of this kind, and wrong; the message holds no part
     *     of a password
     */
    Optional<DatabaseUrl> read(String url, UrlEnvironment environment);

    /** {@return the database that a URL of this kind leads to, not connected yet} */
    Database open(DatabaseUrl url);

    /** {@return what this kind of database can do without one being there; empty where it cannot} */
    <A> Optional<A> ability(Class<A> ability);
}
