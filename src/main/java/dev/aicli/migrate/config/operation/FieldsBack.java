package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.RemovedSlice;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes inserted entries out again, and puts in their place what was taken out for them. */
final class FieldsBack {
    private FieldsBack() {}

    /** The very text. {@return what could not be done; then nothing was} */
    static List<String> restore(YamlSite site, List<Stash> inserted, Stash stash) {
        YamlDocument mark = site.mark();
        try {
            YamlEdit edit = site.edit();
            inserted.forEach(record -> Place.remove(site, edit, record));
            YamlCursor root = site.root().orElseThrow();
            for (RemovedSlice slice : Slices.read(stash)) {
                if (!edit.restore(root, slice)) {
                    return List.of(slice.path() + ": could not be put back");
                }
            }
            site.commit(edit);
            return List.of();
        } catch (EditRefusedException e) {
            site.reset(mark);
            return List.of("the former text does not fit any more");
        }
    }

    /**
     * The former entry with another value; comments that were written at the inserted entries since go above it.
     *
     * @param told what became of the inserted entries that are not there any more
     */
    static Outcome replace(
            YamlSite site, List<Stash> inserted, Stash stash, ConfigPath path, String text, List<String> told) {
        List<String> comments = new ArrayList<>();
        List<Stash> there = new ArrayList<>();
        List<String> notes = new ArrayList<>(told);
        for (Stash record : inserted) {
            Optional<YamlCursor> cursor = site.at(Place.pathOf(record));
            if (cursor.isEmpty()) {
                continue;
            }
            there.add(record);
            for (String comment : site.edit().comments(cursor.get())) {
                if (!record.text("lines").contains(comment)) {
                    comments.add(comment);
                }
            }
        }
        if (site.at(path).isPresent()) {
            return new Outcome.Skipped(Outcome.Reason.EDITED, path + ": there again, kept as it is");
        }
        if (restore(site, there, stash).isEmpty()) {
            YamlEdit edit = site.edit();
            YamlCursor back = site.at(path).orElseThrow();
            edit.replace(back, Content.text(text), true);
            if (!comments.isEmpty()) {
                edit.comment(back, comments);
            }
            site.commit(edit);
        } else {
            YamlEdit edit = site.edit();
            there.forEach(record -> Place.remove(site, edit, record));
            List<String> former = Slices.comments(Slices.read(stash));
            site.at(path.parent())
                    .filter(item -> item.entry() != null)
                    .ifPresent(item -> edit.commentsBehindDash(item).forEach(former::remove));
            former.addAll(comments);
            YamlCursor near = there.stream()
                    .flatMap(record -> site.at(Place.pathOf(record)).stream())
                    .filter(cursor -> path.parent().contains(cursor.path()))
                    .findFirst()
                    .orElse(null);
            Place.of(site, path)
                    .putBack(
                            edit,
                            near,
                            new Content.NewEntry(Content.text(text), List.of()),
                            former,
                            Slices.read(stash));
            site.commit(edit);
        }
        return new Outcome.Applied(Stash.EMPTY, notes);
    }
}
