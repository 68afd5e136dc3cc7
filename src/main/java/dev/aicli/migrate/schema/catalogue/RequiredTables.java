package dev.aicli.migrate.schema.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The simple question: are these tables there? Views count as tables; a name without a schema is found in any. */
public final class RequiredTables {
    private static final Set<String> KINDS = Set.of("table", "foreign table", "view", "materialized view");

    private RequiredTables() {}

    /** {@return those of the names that are not there, in their order} */
    public static List<String> missing(Catalogue catalogue, List<String> names) {
        Set<String> qualified = catalogue.objects().stream()
                .filter(object -> KINDS.contains(object.kind()))
                .map(object -> plain(object.name()))
                .collect(Collectors.toSet());
        Set<String> bare = qualified.stream()
                .map(name -> name.substring(name.indexOf('.') + 1))
                .collect(Collectors.toSet());
        return names.stream()
                .filter(name -> !qualified.contains(plain(name)) && !bare.contains(plain(name)))
                .toList();
    }

    private static String plain(String name) {
        return name.replace("\"", "").strip().toLowerCase(Locale.ROOT);
    }
}
