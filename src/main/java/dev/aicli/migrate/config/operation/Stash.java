package dev.aicli.migrate.config.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operation kept for its way back: exact original text, places, the branch taken. A tree of named texts that
 * can be written and read by anybody; see {@link StashJson}. It may hold secrets: it belongs into files that only their
 * owner can read, never into a database, and is not shown by {@link #toString}.
 */
public record Stash(Map<String, String> values, List<Stash> children) {
    /** Nothing kept. */
    public static final Stash EMPTY = new Stash(Map.of(), List.of());

    public Stash {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        children = List.copyOf(children);
    }

    static Stash of(List<Stash> children) {
        return new Stash(Map.of(), children);
    }

    public boolean isEmpty() {
        return values.isEmpty() && children.isEmpty();
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** {@return the value; empty when there is none} */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** {@return the first child that is of that kind} */
    Optional<Stash> child(String kind) {
        return children.stream().filter(each -> each.text("kind").equals(kind)).findFirst();
    }

    List<Stash> children(String kind) {
        return children.stream().filter(each -> each.text("kind").equals(kind)).toList();
    }

    /** {@return this with a value more; null adds nothing} */
    Stash with(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Stash(more, children);
    }

    Stash with(Stash child) {
        List<Stash> more = new ArrayList<>(children);
        more.add(child);
        return new Stash(values, more);
    }

    Stash with(List<Stash> others) {
        List<Stash> more = new ArrayList<>(children);
        more.addAll(others);
        return new Stash(values, more);
    }

    @Override
    public String toString() {
        return "Stash[" + values.size() + " values, " + children.size() + " children]";
    }
}
