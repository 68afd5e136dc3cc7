package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.Meaning;
import dev.aicli.migrate.config.document.yaml.RemovedSlice;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Values that change in their places, and their way back: the former text while the new value still stands there; a
 * computed value where the new one was edited and that can be done; else the edit stays.
 */
final class ValueChange {
    private static final String CHANGED = "changed";
    private static final String KEPT = "kept";

    /** Computes a value from the one that is there; empty leaves it. */
    interface Computation {
        Optional<Content> of(YamlDocument document, YamlCursor cursor);

        /** {@return why a value is left as it is, where a person would not expect that} */
        default Optional<String> unfit(YamlDocument document, YamlCursor cursor) {
            return Optional.empty();
        }

        /** {@return this, saying of the values that it leaves and for which another holds why it does} */
        default Computation saying(String reason, BiPredicate<YamlDocument, YamlCursor> unfit) {
            Computation self = this;
            return new Computation() {
                @Override
                public Optional<Content> of(YamlDocument document, YamlCursor cursor) {
                    return self.of(document, cursor);
                }

                @Override
                public Optional<String> unfit(YamlDocument document, YamlCursor cursor) {
                    return unfit.test(document, cursor) ? Optional.of(reason) : Optional.empty();
                }
            };
        }
    }

    private ValueChange() {}

    /** Changes the values at a path; missing when none is there. */
    static Outcome up(YamlSite site, ConfigPath at, Computation change, boolean keepComments, Stash earlier) {
        List<YamlCursor> found = cursors(site, at);
        return found.isEmpty() ? Outcome.missing(at) : up(site, found, change, keepComments, earlier);
    }

    /**
     * Changes values.
     *
     * @param keepComments refuse where comments inside a value would go
     */
    static Outcome up(
            YamlSite site, List<YamlCursor> cursors, Computation change, boolean keepComments, Stash earlier) {
        YamlEdit edit = site.edit();
        List<Stash> records = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> unfit = new ArrayList<>();
        List<Stash> kept = earlier.children(KEPT);
        for (YamlCursor cursor : cursors) {
            String path = Slices.path(cursor.path());
            boolean edited = kept.stream()
                    .anyMatch(each ->
                            each.text("path").equals(path) && each.text("rest").equals(edit.rest(cursor)));
            if (edited) {
                notes.add(path + ": kept as edited");
                continue;
            }
            Optional<Content> value = change.of(site.document(), cursor);
            if (value.isEmpty()) {
                change.unfit(site.document(), cursor).ifPresent(reason -> unfit.add(path + ": " + reason));
                continue;
            }
            edit.replace(cursor, value.get(), keepComments);
            records.add(new Stash(
                            Map.of(
                                    "kind",
                                    CHANGED,
                                    "path",
                                    path,
                                    "rest",
                                    edit.rest(cursor),
                                    "value",
                                    edit.valueText(cursor),
                                    "column",
                                    Integer.toString(edit.column(cursor))),
                            List.of())
                    .with("open", edit.isOpen(cursor) ? "yes" : null));
        }
        if (records.isEmpty() && notes.isEmpty() && !unfit.isEmpty()) {
            return new Outcome.Skipped(Outcome.Reason.FORM, String.join("; ", unfit));
        }
        notes.addAll(unfit);
        if (records.isEmpty()) {
            return notes.isEmpty()
                    ? Outcome.already("value")
                    : new Outcome.Skipped(Outcome.Reason.EDITED, String.join("; ", notes));
        }
        site.commit(edit);
        List<Stash> finished = new ArrayList<>();
        for (Stash record : records) {
            YamlCursor now = site.at(Slices.path(record.text("path"))).orElseThrow();
            finished.add(record.with("newRest", site.edit().rest(now))
                    .with("newValue", site.edit().valueText(now)));
        }
        return new Outcome.Applied(Stash.of(finished), notes);
    }

    /** Undoes {@link #up}. */
    static Outcome down(YamlSite site, Stash stash, Computation inverse) {
        YamlEdit edit = site.edit();
        List<Stash> kept = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Stash record : stash.children(CHANGED)) {
            ConfigPath path = Slices.path(record.text("path"));
            Optional<YamlCursor> found = site.at(path);
            if (found.isEmpty()) {
                notes.add(path + ": not there any more");
                continue;
            }
            YamlCursor cursor = found.get();
            String rest = edit.rest(cursor);
            String value = edit.valueText(cursor);
            boolean same = Meaning.ofRests(rest, record.text("newRest"));
            boolean inLine = Meaning.ofRests(value, record.text("newValue"))
                    && value.indexOf('\n') < 0
                    && record.text("value").indexOf('\n') < 0;
            if (rest.equals(record.text("newRest"))
                    && fitted(edit, cursor, record).isPresent()) {
                restore(edit, cursor, record, fitted(edit, cursor, record).get());
            } else if (inLine && behind(record, "rest", "value").equals(behind(record, "newRest", "newValue"))) {
                edit.replaceRest(cursor, former(record, value) + rest.substring(value.length()));
            } else if (same && fitted(edit, cursor, record).isPresent()) {
                restore(edit, cursor, record, fitted(edit, cursor, record).get());
            } else if (inLine) {
                edit.replaceRest(cursor, former(record, value) + rest.substring(value.length()));
                commentsBack(edit, cursor, record).ifPresent(notes::add);
            } else {
                Optional<Content> computed = Meaning.ofValues(rest, record.text("newRest"))
                        ? former(record)
                        : inverse.of(site.document(), cursor);
                if (computed.isPresent()) {
                    edit.replaceKeeping(cursor, computed.get());
                } else {
                    notes.add(path + ": edited since, kept as it is");
                    kept.add(new Stash(Map.of("kind", KEPT, "path", Slices.path(path), "rest", rest), List.of()));
                }
            }
        }
        site.commit(edit);
        return new Outcome.Applied(Stash.of(kept), notes);
    }

    /** {@return what stood behind a value on its line} */
    private static String behind(Stash record, String rest, String value) {
        String all = record.text(rest);
        return all.substring(Math.min(all.length(), record.text(value).length()))
                .strip();
    }

    /**
     * Comments that went with the former value stand above the entry again. {@return what to say where there is no
     * place for them}
     */
    private static Optional<String> commentsBack(YamlEdit edit, YamlCursor cursor, Stash record) {
        List<String> comments = commentsOf(cursor, record, "rest");
        commentsOf(cursor, record, "newRest").forEach(comments::remove);
        if (comments.isEmpty()) {
            return Optional.empty();
        }
        try {
            edit.comment(cursor, comments);
            return Optional.empty();
        } catch (EditRefusedException e) {
            // Not what they say: it may be a secret that was commented out.
            return Optional.of(cursor.path() + ": for comments of its former value there is no place");
        }
    }

    private static List<String> commentsOf(YamlCursor cursor, Stash record, String rest) {
        int column = record.get("column").map(Integer::parseInt).orElse(0);
        String indicator = cursor.step() instanceof PathStep.Key ? "k:" : "-";
        return RemovedSlice.commentsIn(indicator + record.text(rest), column);
    }

    /** The former value, with a blank before it as there is now. */
    private static String former(Stash record, String now) {
        String former = record.text("value");
        String bare = former.stripLeading();
        boolean apart = bare.length() < former.length();
        boolean apartNow = now.length() > now.stripLeading().length();
        return apart == apartNow || bare.isEmpty() ? former : apartNow ? " " + bare : bare;
    }

    /** {@return the former value as such, to be written anew: where comments were added, its text does not fit} */
    private static Optional<Content> former(Stash record) {
        String rest = record.text("rest");
        try {
            // A block scalar ends with its line, unless the file ended in it.
            String end = record.get("open").isPresent() ? "" : "\n";
            YamlDocument read =
                    YamlDocument.parseWhole("k:" + (rest.isEmpty() || rest.charAt(0) <= ' ' ? rest : " " + rest) + end);
            YamlNode value = read.roots().get(0).entries().get(0).value();
            return value instanceof YamlNode.YamlScalar ? Optional.of(Content.styled(read, value)) : Optional.empty();
        } catch (DocumentException | EditRefusedException e) {
            return Optional.empty();
        }
    }

    private static void restore(YamlEdit edit, YamlCursor cursor, Stash record, String rest) {
        if (record.get("open").isPresent()) {
            edit.replaceOpenRest(cursor, rest);
        } else {
            edit.replaceRest(cursor, rest);
        }
    }

    private static Optional<String> fitted(YamlEdit edit, YamlCursor cursor, Stash record) {
        int column = record.get("column").map(Integer::parseInt).orElse(edit.column(cursor));
        return edit.fitted(cursor, record.text("rest"), column);
    }

    /** Undoes without a stash: computes all values. */
    static Outcome down(YamlSite site, List<YamlCursor> cursors, Computation inverse) {
        YamlEdit edit = site.edit();
        for (YamlCursor cursor : cursors) {
            inverse.of(site.document(), cursor).ifPresent(value -> edit.replace(cursor, value, true));
        }
        site.commit(edit);
        return Outcome.applied(Stash.EMPTY);
    }

    static List<YamlCursor> cursors(YamlSite site, ConfigPath path) {
        return site.find(path).stream()
                .map(match -> match.cursor())
                .filter(cursor -> cursor.entry() != null)
                .toList();
    }
}
