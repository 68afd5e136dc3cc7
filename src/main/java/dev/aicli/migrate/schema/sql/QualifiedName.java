package dev.aicli.migrate.schema.sql;

import org.jspecify.annotations.Nullable;

/**
 * The name of a database object as the catalogue holds it: quotes removed, unquoted parts folded to lower case.
 *
 * @param schema absent when the statement leaves it to the search path
 */
public record QualifiedName(@Nullable String schema, String name) {
    /** {@return the name without its schema, or both parts with a dot between; not quoted} */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
