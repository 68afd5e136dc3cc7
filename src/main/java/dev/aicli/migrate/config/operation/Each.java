package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code each}: operations on everything that a path names; their own paths start there. */
record Each(ConfigPath path, List<Step> steps) implements YamlOperation {
    private static final String PLACE = "place";

    static Operation read(Arguments arguments) {
        return new Each(arguments.path("path"), StepSequence.yamlOnly(arguments, "do"));
    }

    @Override
    public String name() {
        return "each";
    }

    @Override
    public Lossiness lossiness() {
        return StepSequence.lossiness(steps);
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        List<ConfigPath> places =
                site.find(path).stream().map(match -> match.cursor().path()).toList();
        if (places.isEmpty()) {
            return Outcome.missing(path);
        }
        List<Stash> records = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ConfigPath place : places) {
            Stash stash = StepSequence.up(site.within(place), steps, at(earlier, place), notes);
            if (!stash.isEmpty()) {
                records.add(new Stash(Map.of("kind", PLACE, "path", Slices.path(place)), stash.children()));
            }
        }
        return records.isEmpty() && notes.isEmpty()
                ? Outcome.already(path)
                : new Outcome.Applied(Stash.of(records), notes);
    }

    private static Stash at(Stash all, ConfigPath place) {
        return all.children(PLACE).stream()
                .filter(each -> each.text("path").equals(Slices.path(place)))
                .findFirst()
                .orElse(Stash.EMPTY);
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        List<Stash> kept = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<ConfigPath> places = stash.isEmpty()
                ? site.find(path).stream()
                        .map(match -> match.cursor())
                        .map(YamlCursor::path)
                        .toList()
                : stash.children(PLACE).stream()
                        .map(each -> Slices.path(each.text("path")))
                        .toList();
        for (int i = places.size() - 1; i >= 0; i--) {
            ConfigPath place = places.get(i);
            if (site.at(place).isEmpty()) {
                notes.add(place + ": not there any more");
                continue;
            }
            Stash back = StepSequence.down(site.within(place), steps, at(stash, place), notes);
            kept.add(new Stash(Map.of("kind", PLACE, "path", Slices.path(place)), back.children()));
        }
        return new Outcome.Applied(Stash.of(kept), notes);
    }
}
