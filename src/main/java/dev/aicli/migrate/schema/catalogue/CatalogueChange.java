package dev.aicli.migrate.schema.catalogue;

import java.util.Locale;
import java.util.Optional;

/**
 * One way in which a database is not what was expected.
 *
 * @param object the object as it was expected, or the one that nobody expected
 * @param expected its definition as recorded; absent when it should not be there
 * @param found its definition now; absent when it is not there
 */
public record CatalogueChange(CatalogueObject object, Optional<String> expected, Optional<String> found) {
    /** What became of an object. */
    public enum Kind {
        /** It was expected and is not there. */
        MISSING,
        /** It is there and was not expected. */
        EXTRA,
        /** It is there and says something else. */
        CHANGED;

        /** {@return the word in text and JSON} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return what became of what, in a few words} */
    public String brief() {
        return kind().word() + " " + object.kind() + " " + object.name();
    }

    /** {@return what became of it} */
    public Kind kind() {
        if (found.isEmpty()) {
            return Kind.MISSING;
        }
        return expected.isEmpty() ? Kind.EXTRA : Kind.CHANGED;
    }
}
