package dev.aicli.migrate.release;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that the user who migrates must be allowed, in PostgreSQL's words. */
public sealed interface Privilege {
    /** What a privilege looks like, for messages. */
    String FORM = "CREATE ON SCHEMA public, CREATE ON DATABASE, SELECT ON TABLE users, MEMBER OF a_role, SUPERUSER,"
            + " CREATEDB, CREATEROLE, REPLICATION or BYPASSRLS";

    /** An attribute of the role, such as {@code CREATEDB}. */
    record Attribute(String word) implements Privilege {
        @Override
        public String toString() {
            return word;
        }
    }

    /** Membership in a role, such as {@code pg_read_all_stats}. */
    record Membership(String role) implements Privilege {
        @Override
        public String toString() {
            return "MEMBER OF " + role;
        }
    }

    /**
     * A privilege on something.
     *
     * @param word such as {@code CREATE}
     * @param kind {@code DATABASE}, {@code SCHEMA} or {@code TABLE}
     * @param name of the schema or table; empty for the database at hand, or the schema that new tables land in
     */
    record OnObject(String word, String kind, Optional<String> name) implements Privilege {
        @Override
        public String toString() {
            return word + " ON " + kind + name.map(text -> " " + text).orElse("");
        }
    }

    /** {@return the privilege that the text names; empty when it names none} */
    static Optional<Privilege> parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (Grammar.ATTRIBUTES.contains(upper)) {
            return Optional.of(new Attribute(upper));
        }
        Matcher membership = Grammar.MEMBERSHIP.matcher(text);
        if (membership.matches()) {
            return Optional.of(new Membership(membership.group(1)));
        }
        Matcher object = Grammar.OBJECT.matcher(text);
        if (!object.matches()) {
            return Optional.empty();
        }
        String word = object.group(1).toUpperCase(Locale.ROOT);
        String kind = object.group(2).toUpperCase(Locale.ROOT);
        Optional<String> name = Optional.ofNullable(object.group(3));
        boolean known = Grammar.words(kind).contains(word);
        boolean named = kind.equals("DATABASE") ? name.isEmpty() : !kind.equals("TABLE") || name.isPresent();
        return known && named ? Optional.of(new OnObject(word, kind, name)) : Optional.empty();
    }

    /** The words that PostgreSQL knows. */
    final class Grammar {
        private static final Set<String> ATTRIBUTES =
                Set.of("SUPERUSER", "CREATEDB", "CREATEROLE", "REPLICATION", "BYPASSRLS");
        private static final Pattern MEMBERSHIP = Pattern.compile("(?i)member of ([A-Za-z_][A-Za-z0-9_$]*)");
        private static final Pattern OBJECT = Pattern.compile(
                "(?i)([a-z]+) on (database|schema|table)(?: ([A-Za-z_][A-Za-z0-9_$]*(?:\\.[A-Za-z_][A-Za-z0-9_$]*)?))?");

        private Grammar() {}

        private static List<String> words(String kind) {
            return switch (kind) {
                case "DATABASE" -> List.of("CREATE", "CONNECT", "TEMPORARY");
                case "SCHEMA" -> List.of("CREATE", "USAGE");
                default -> List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER");
            };
        }
    }
}
