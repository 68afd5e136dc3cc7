package dev.aicli.migrate.config.migration;

import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.model.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stash of a migration: for each document its former text, a hash of the new one, and what each step kept. */
final class StashFile {
    private final Stash stash;

    StashFile(Stash stash) {
        this.stash = stash;
    }

    /**
     * {@return what is kept of a step}
     *
     * @param comments that it wrote
     */
    static Stash step(int index, Stash own, List<String> comments) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("step", Integer.toString(index));
        values.put("comments", String.join("\n", comments));
        return new Stash(values, List.of(own));
    }

    static Stash file(ConfigText before, String after, List<Stash> steps) {
        return new Stash(Map.of("file", before.name(), "before", before.text(), "sha256", Sha256.of(after)), steps);
    }

    static Stash file(String name, List<Stash> steps) {
        return new Stash(Map.of("file", name), steps);
    }

    /** {@return whether it has anything on that document} */
    boolean knows(String document) {
        return find(document).isPresent();
    }

    /** {@return whether a step did something to any document} */
    boolean did(int index) {
        String step = Integer.toString(index);
        return stash.children().stream()
                .flatMap(file -> file.children().stream())
                .anyMatch(each -> each.get("step").equals(Optional.of(step)));
    }

    /** {@return the text before, when the document is as the change left it} */
    Optional<String> formerText(ConfigText document) {
        return find(document.name())
                .filter(file -> file.get("sha256").equals(Optional.of(Sha256.of(document.text()))))
                .flatMap(file -> file.get("before"));
    }

    Stash step(String document, int index) {
        return find(document).stream()
                .flatMap(file -> file.children().stream())
                .filter(step -> step.get("step").equals(Optional.of(Integer.toString(index))))
                .flatMap(step -> step.children().stream())
                .findFirst()
                .orElse(Stash.EMPTY);
    }

    /** {@return the comments that a step wrote; empty where that is not known} */
    Optional<List<String>> comments(String document, int index) {
        return find(document).stream()
                .flatMap(file -> file.children().stream())
                .filter(step -> step.get("step").equals(Optional.of(Integer.toString(index))))
                .flatMap(step -> step.get("comments").stream())
                .findFirst()
                .map(text -> text.lines().toList());
    }

    private Optional<Stash> find(String document) {
        return stash.children().stream()
                .filter(file -> file.get("file").equals(Optional.of(document)))
                .findFirst();
    }
}
