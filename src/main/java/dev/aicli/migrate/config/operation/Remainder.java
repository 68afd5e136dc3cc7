package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.Placeholders;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of the parts of a value that are taken into no field: nothing falls away unless the migration says so.
 *
 * @param into the parts that have a field
 * @param dropped those that may fall away
 * @param all whether everything may
 * @param kept whether a field takes the rest
 * @param schemes the schemes of URLs that the fields stand for, so that nothing is lost with them
 * @param strict whether there must be one of these, whatever becomes of others
 */
record Remainder(
        Set<String> into, Set<String> dropped, boolean all, boolean kept, Set<String> schemes, boolean strict) {
    private static final String SCHEME = "scheme";
    private static final Set<String> DEFAULT_SCHEMES = Set.of("postgres", "postgresql");

    /** Reads {@code drop}, {@code schemes}, and whether there is a {@code rest}. */
    static Remainder read(Arguments arguments, PartParser parser, Map<String, ?> fields) {
        Set<String> into = fields.keySet();
        if (Set.copyOf(fields.values()).size() < fields.size()) {
            arguments.problem("into", "two parts go to one place");
        }
        Set<String> dropped = new LinkedHashSet<>(arguments.textList("drop"));
        boolean all = dropped.contains("all") && !parser.knows("all");
        if (all) {
            dropped.remove("all");
        }
        for (String part : dropped) {
            if (!parser.knows(part)) {
                arguments.problem("drop", "the parser knows no part '" + part + "'; 'all' are all that are left");
            } else if (into.contains(part)) {
                arguments.problem("drop", "'into' takes the part '" + part + "'");
            }
        }
        boolean kept = arguments.has("rest");
        if (kept && all) {
            arguments.problem("drop", "'rest' takes all that is left");
        }
        boolean url = parser instanceof UrlParser;
        if (arguments.has("schemes") && !url) {
            arguments.problem("schemes", "only URLs have a scheme");
        }
        Set<String> schemes = new LinkedHashSet<>(arguments.textList("schemes"));
        boolean taken = into.contains(SCHEME) || dropped.contains(SCHEME);
        return new Remainder(
                Set.copyOf(into),
                Set.copyOf(dropped),
                all,
                kept,
                url && schemes.isEmpty() && !taken ? DEFAULT_SCHEMES : Set.copyOf(schemes),
                !schemes.isEmpty());
    }

    /** {@return the names of the parts of a text that the rest does not have} */
    Set<String> taken(PartParser.Parts parts) {
        Set<String> taken = new HashSet<>(into);
        taken.addAll(dropped);
        if (!schemes.isEmpty() && parts.get(SCHEME).filter(schemes::contains).isPresent()) {
            taken.add(SCHEME);
        }
        return taken;
    }

    /** {@return why the parts must not be written: what would be lost; empty when nothing would} */
    Optional<String> loss(PartParser.Parts parts, Placeholders atoms) {
        Optional<String> scheme = schemes.isEmpty() ? Optional.empty() : parts.get(SCHEME);
        if (scheme.isPresent() && !schemes.contains(scheme.get()) && (strict || !(all || kept))) {
            return Optional.of("the scheme " + atoms.show(scheme.get()) + ":// is none of "
                    + String.join(", ", schemes.stream().sorted().toList())
                    + ": 'schemes' names those that the fields stand for, 'into' or 'rest' says where it goes,"
                    + " 'drop' that it may be lost");
        }
        List<String> left = all || kept ? List.of() : parts.left(taken(parts));
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(atoms.show(
                                String.join(", ", left.stream().distinct().toList()))
                        + (left.size() == 1 ? " goes" : " go") + " nowhere: 'into' or 'rest' says where to, 'drop' that"
                        + (left.size() == 1 ? " it" : " they") + " may be lost");
    }

    /** {@return what is left, where it is kept and is not empty} */
    Optional<String> text(PartParser.Parts parts) {
        return kept ? Optional.of(parts.rest(taken(parts))).filter(rest -> !rest.isEmpty()) : Optional.empty();
    }
}
