package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvSlice;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Variables that were written for others, and the way back. */
final class EnvFields {
    private static final String FIELD = "field";

    private EnvFields() {}

    static Stash record(DotenvDocument document, String name) {
        return new Stash(
                Map.of("kind", FIELD, "name", name, "text", document.slice(name).text()), List.of());
    }

    static List<Stash> records(Stash stash) {
        return stash.children(FIELD);
    }

    static boolean unchanged(DotenvDocument document, Stash stash) {
        return records(stash).stream()
                .allMatch(record -> AddedVariable.same(document, record.text("name"), record.text("text")));
    }

    /** {@return the names of the written variables that are not there any more} */
    static Set<String> gone(DotenvDocument document, Stash stash) {
        return records(stash).stream()
                .map(record -> record.text("name"))
                .filter(name -> document.find(name).isEmpty())
                .collect(Collectors.toSet());
    }

    /** {@return the document without the written variables, with the former lines; and the comments added since} */
    static DotenvDocument back(DotenvDocument document, Stash stash, List<String> newComments) {
        DotenvDocument changed = document;
        for (Stash record : records(stash)) {
            String name = record.text("name");
            if (changed.find(name).isPresent()) {
                for (String comment : changed.comments(name)) {
                    if (!record.text("text").contains(comment.strip())) {
                        newComments.add(comment);
                    }
                }
                changed = changed.remove(name);
            }
        }
        for (DotenvSlice slice : DotenvSlices.all(stash)) {
            if (changed.find(slice.name()).isEmpty()) {
                changed = changed.restore(slice);
            }
        }
        return changed;
    }

    static Optional<String> value(DotenvDocument document, String name) {
        return document.find(name)
                .flatMap(variable -> DotenvValue.read(variable.raw()))
                .map(DotenvValue::text);
    }

    /** {@return the comments of a variable: those above it and the one at its end} */
    static List<String> comments(DotenvDocument document, String name) {
        List<String> comments = new ArrayList<>(document.comments(name));
        document.find(name)
                .flatMap(variable -> DotenvValue.read(variable.raw()))
                .map(value -> value.rest().strip())
                .filter(rest -> !rest.isEmpty())
                .ifPresent(comments::add);
        return comments;
    }
}
