package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.PathSyntaxException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.Meaning;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code merge_lists}: the items of some lists go to the end of another, which has each item once. */
record MergeLists(List<ConfigPath> from, ConfigPath into) implements YamlOperation {
    private static final String MERGED = "merged";

    static Operation read(Arguments arguments) {
        List<ConfigPath> from = new ArrayList<>();
        for (String text : arguments.textList("from")) {
            try {
                from.add(ConfigPath.parse(text));
            } catch (PathSyntaxException e) {
                arguments.problem("from", "not a path: " + e.getMessage());
            }
        }
        if (from.stream().anyMatch(path -> !(path.last() instanceof PathStep.Key))) {
            arguments.problem("from", "the lists of 'from' must stand under names");
        }
        if (from.isEmpty()) {
            arguments.problem("from", "'from' names the lists to be merged");
        }
        ConfigPath into = arguments.concretePath("into");
        if (from.contains(into)) {
            arguments.problem("into", "'into' is one of 'from'");
        }
        return new MergeLists(List.copyOf(from), into);
    }

    @Override
    public String name() {
        return "merge_lists";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        Optional<YamlCursor> target = ValueChange.cursors(site, into).stream().findFirst();
        List<YamlCursor> sources = new ArrayList<>();
        from.forEach(path -> sources.addAll(ValueChange.cursors(site, path)));
        if (target.isEmpty() || sources.isEmpty()) {
            return Outcome.missing(target.isEmpty() ? into : from.get(0));
        }
        requireList(site, target.get());
        sources.forEach(source -> requireList(site, source));
        YamlEdit edit = site.edit();
        List<YamlCursor> seen = new ArrayList<>(target.get().children());
        int before = seen.size();
        for (YamlCursor source : sources) {
            for (YamlCursor item : source.children()) {
                boolean there = seen.stream()
                        .anyMatch(each -> YamlValues.same(site.document(), each.node(), site.document(), item.node()));
                if (!there) {
                    seen.add(item);
                    edit.append(target.get(), new Content.NewEntry(edit.moved(item), List.of()));
                }
            }
            edit.remove(source, site.base().orElseThrow());
        }
        List<String> comments = new ArrayList<>(site.document().comments());
        site.commit(edit);
        List<String> notes = keepComments(site, comments, target.get().path(), before);
        List<Stash> merged = new ArrayList<>();
        List<YamlCursor> after =
                site.at(target.get().path()).map(YamlCursor::children).orElse(List.of());
        for (YamlCursor item : after.subList(Math.min(before, after.size()), after.size())) {
            merged.add(new Stash(Map.of("kind", MERGED, "lines", site.edit().lines(item)), List.of()));
        }
        return new Outcome.Applied(
                new Stash(Map.of("size", Integer.toString(after.size())), merged).with(Slices.write(edit.removed())),
                notes);
    }

    /** What the lists say beside their items goes above the first item that comes from them. */
    private static List<String> keepComments(YamlSite site, List<String> comments, ConfigPath into, int first) {
        site.document().comments().forEach(comments::remove);
        List<YamlCursor> items = site.at(into).map(YamlCursor::children).orElse(List.of());
        if (comments.isEmpty()) {
            return List.of();
        }
        if (first >= items.size() || isInFlow(items.get(first))) {
            return List.of(into + ": " + comments.size()
                    + " comments of the lists that it takes in are not kept, since none of their items is new to it");
        }
        YamlEdit edit = site.edit();
        edit.comment(items.get(first), comments);
        site.commit(edit);
        return List.of();
    }

    private static boolean isInFlow(YamlCursor item) {
        for (YamlCursor at = item.parent(); at != null; at = at.parent()) {
            if (at.node().isFlowCollection()) {
                return true;
            }
        }
        return false;
    }

    private static void requireList(YamlSite site, YamlCursor list) {
        if (!list.node().isSequence()) {
            throw new EditRefusedException(
                    Refusal.TYPE, site.document().position(list.node().start()), list.path() + " is no list");
        }
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        Optional<YamlCursor> target = ValueChange.cursors(site, into).stream().findFirst();
        if (target.isEmpty()) {
            return Outcome.gone(into, stash);
        }
        YamlDocument mark = site.mark();
        YamlEdit edit = site.edit();
        List<YamlCursor> gone = new ArrayList<>();
        List<Stash> records = stash.children(MERGED);
        for (Stash merged : records) {
            target.get().children().stream()
                    .filter(child ->
                            !gone.contains(child) && Meaning.ofEntries(edit.lines(child), merged.text("lines")))
                    .findFirst()
                    .ifPresent(gone::add);
        }
        int unfound = records.size() - gone.size();
        if (unfound > 0) {
            int present = target.get().children().size();
            boolean deleted = stash.get("size")
                    .filter(size -> Integer.parseInt(size) - present >= unfound)
                    .isPresent();
            return new Outcome.Skipped(
                    Outcome.Reason.EDITED,
                    into + (deleted ? ": an item is not there any more" : ": an item was edited since")
                            + ", the list stays merged");
        }
        gone.forEach(edit::remove);
        site.commit(edit);
        List<String> lost = Remove.restore(site, Slices.read(stash));
        if (!lost.isEmpty()) {
            site.reset(mark);
            return new Outcome.Skipped(Outcome.Reason.EDITED, lost.get(0) + "; the list stays merged");
        }
        return Outcome.applied(Stash.EMPTY);
    }
}
