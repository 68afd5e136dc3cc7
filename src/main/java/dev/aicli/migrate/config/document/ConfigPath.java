package dev.aicli.migrate.config.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A path into a document: {@code database.host}, {@code hosts."a.b".port}, {@code users[0]}, {@code services.*.image},
 * {@code users[?name==admin].role}. The empty path is the whole document.
 */
public record ConfigPath(List<PathStep> steps) {
    /** The whole document. */
    public static final ConfigPath ROOT = new ConfigPath(List.of());

    public ConfigPath {
        steps = List.copyOf(steps);
    }

    /** {@return the path of that text} Throws {@link PathSyntaxException} with the column. */
    public static ConfigPath parse(String text) {
        return new PathParser(text).parse();
    }

    /** {@return a path of keys alone} */
    public static ConfigPath of(String... keys) {
        return new ConfigPath(
                Stream.of(keys).map(PathStep.Key::new).map(PathStep.class::cast).toList());
    }

    public boolean isRoot() {
        return steps.isEmpty();
    }

    public PathStep last() {
        return steps.get(steps.size() - 1);
    }

    /** {@return the path without its last step} */
    public ConfigPath parent() {
        return new ConfigPath(steps.subList(0, steps.size() - 1));
    }

    /** {@return this path with a step more} */
    public ConfigPath then(PathStep step) {
        List<PathStep> longer = new ArrayList<>(steps);
        longer.add(step);
        return new ConfigPath(longer);
    }

    /** {@return this path followed by another} */
    public ConfigPath then(ConfigPath other) {
        List<PathStep> longer = new ArrayList<>(steps);
        longer.addAll(other.steps);
        return new ConfigPath(longer);
    }

    /** {@return whether it names one place and no more: no {@code *}, no {@code [?…]}} */
    public boolean isConcrete() {
        return steps.stream().allMatch(step -> step instanceof PathStep.Key || step instanceof PathStep.Index);
    }

    /** {@return whether the other path is this one or below it} */
    public boolean contains(ConfigPath other) {
        return other.steps.size() >= steps.size()
                && other.steps.subList(0, steps.size()).equals(steps);
    }

    /** {@return this path with its wildcards replaced, in order, by the given steps, as far as they go} */
    public ConfigPath bind(List<PathStep> bindings) {
        List<PathStep> bound = new ArrayList<>();
        int next = 0;
        for (PathStep step : steps) {
            boolean wild = step instanceof PathStep.Any || step instanceof PathStep.Where;
            bound.add(wild && next < bindings.size() ? bindings.get(next++) : step);
        }
        return new ConfigPath(bound);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (PathStep step : steps) {
            String part = step.text();
            if (text.length() > 0 && !part.startsWith("[")) {
                text.append('.');
            }
            text.append(part);
        }
        return text.toString();
    }
}
