package dev.aicli.migrate.database;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where names without a schema lead on a connection.
 *
 * @param setting as the server has it
 * @param user the role that is connected
 * @param schemas those on the path that there are and that the role may use, in the path's order
 * @param holders those of them that hold the table that was asked for
 */
public record SearchPath(String setting, String user, List<String> schemas, Set<String> holders) {
    public SearchPath {
        schemas = List.copyOf(schemas);
        holders = Set.copyOf(holders);
    }

    /** {@return the schema that new tables land in; empty when there is none} */
    public Optional<String> current() {
        return schemas.stream().findFirst();
    }

    /**
     * {@return the schemas that whoever set the path means by it} That is its first; only {@code "$user"}, with which
     * the server's own setting begins, is a schema that nobody need have thought of, so that the one behind it is meant
     * too.
     */
    public List<String> meant() {
        String first = setting.strip().replace("\"", "").toLowerCase(Locale.ROOT);
        boolean byUser = first.startsWith("$user") && current().equals(Optional.of(user));
        return schemas.subList(0, Math.min(schemas.size(), byUser ? 2 : 1));
    }
}
