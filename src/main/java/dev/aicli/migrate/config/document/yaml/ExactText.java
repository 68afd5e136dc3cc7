package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.PathStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts text that was kept back, as it is. */
final class ExactText {
    private final YamlDocument document;
    private final YamlLayout layout;
    private final TextChanges changes;
    private final List<String> added;
    private final String text;

    ExactText(YamlDocument document, YamlLayout layout, TextChanges changes, List<String> added) {
        this.document = document;
        this.layout = layout;
        this.changes = changes;
        this.added = added;
        this.text = document.text();
    }

    /** An entry of such a rest, as a document of its own. */
    private static String probe(YamlCursor cursor, int column, String rest) {
        boolean pair = YamlEdit.entry(cursor).keyNode() != null;
        if (Objects.requireNonNull(cursor.parent()).node().isFlowCollection()) {
            return pair ? "{k:" + rest + "}" : "[" + rest + "]";
        }
        return " ".repeat(column) + (pair ? "k:" : "-") + rest + "\n";
    }

    /**
     * Puts exact text after an entry's ':' or '-', in place of {@link YamlEdit#rest}.
     *
     * @param open whether the file ends in it, without a line break
     */
    void replaceRest(YamlCursor cursor, String rest, boolean open) {
        YamlEntry entry = YamlEdit.entry(cursor);
        YamlNode parent = Objects.requireNonNull(cursor.parent()).node();
        String probe = probe(cursor, layout.column(entry.start()), rest);
        YamlDocument read = Snippet.read(document, open ? probe.substring(0, probe.length() - 1) : probe);
        YamlNode value = read.roots().get(0).entries().get(0).value();
        changes.replace(entry.valueStart(), parent.isFlowCollection() ? entry.end() : layout.ownedEnd(entry), rest);
        changes.events(entry.value().firstEvent(), entry.value().endEvent(), read.events(value));
        added.addAll(read.comments());
    }

    /** {@return a kept rest as it fits there now} */
    String fitted(YamlCursor cursor, String rest, int column) {
        int delta = layout.column(YamlEdit.entry(cursor).start()) - column;
        return ShiftedText.withLineEndsOf(text, ShiftedText.below(rest, delta));
    }

    /** {@return whether a rest can be put there} */
    boolean fits(YamlCursor cursor, String rest) {
        try {
            Snippet.read(
                    document, probe(cursor, layout.column(YamlEdit.entry(cursor).start()), rest));
            return true;
        } catch (EditRefusedException e) {
            return false;
        }
    }

    /**
     * Puts what was removed back where it stood.
     *
     * @param root of the document that the slice is from
     * @return false when that place is gone or was changed too much
     */
    boolean restore(YamlCursor root, RemovedSlice slice, Removals removals) {
        if (slice.kind() == RemovedSlice.Kind.EMPTIED) {
            return restoreEmptied(root, slice);
        }
        Optional<YamlCursor> collection = YamlPaths.one(root, slice.path().parent());
        if (collection.isEmpty()) {
            return false;
        }
        YamlNode node = collection.get().node();
        boolean key = slice.path().last() instanceof PathStep.Key;
        boolean flowSlice = slice.kind() == RemovedSlice.Kind.FLOW;
        if (!(key ? node.isMapping() : node.isSequence())
                || node.entries().isEmpty()
                || node.isFlowCollection() != flowSlice
                || (node instanceof YamlNode.YamlCollection own && own.singlePair())) {
            return false;
        }
        boolean done = new SliceRestore(document, layout, changes, added).restore(node, slice, removals);
        if (done) {
            removals.refilled(node);
        }
        return done;
    }

    /** How far right of its old place an entry stands now. */
    private int sideways(YamlCursor cursor, RemovedSlice kept) {
        YamlEntry entry = cursor.entry();
        YamlCursor parent = cursor.parent();
        return entry == null || parent == null || parent.node().isFlowCollection()
                ? 0
                : layout.column(entry.start()) - kept.column();
    }

    private boolean restoreEmptied(YamlCursor root, RemovedSlice kept) {
        Optional<YamlCursor> found = YamlPaths.one(root, kept.path());
        int delta = found.map(cursor -> sideways(cursor, kept)).orElse(0);
        RemovedSlice slice = new RemovedSlice(
                kept.kind(),
                kept.path(),
                kept.previous(),
                kept.next(),
                kept.before(),
                kept.after(),
                ShiftedText.withLineEndsOf(text, ShiftedText.below(kept.old(), delta)),
                ShiftedText.withLineEndsOf(text, ShiftedText.below(kept.left(), delta)),
                kept.column() + delta);
        if (found.isEmpty() || !found.get().node().entries().isEmpty()) {
            return false;
        }
        YamlCursor cursor = found.get();
        if (cursor.entry() != null) {
            int from = YamlEdit.entry(cursor).valueStart();
            if (!text.startsWith(slice.left(), from)) {
                return false;
            }
            YamlDocument read = Snippet.read(document, probe(cursor, slice.column(), slice.old()));
            changes.replace(from, from + slice.left().length(), slice.old());
            YamlNode emptied = cursor.node();
            changes.events(
                    emptied.firstEvent(),
                    emptied.endEvent(),
                    read.events(read.roots().get(0).entries().get(0).value()));
            added.addAll(read.comments());
            return true;
        }
        YamlNode node = cursor.node();
        if (!text.startsWith(slice.left(), node.start())) {
            return false;
        }
        YamlDocument read = Snippet.readAny(document, slice.old());
        changes.replace(node.start(), node.start() + slice.left().length(), slice.old());
        changes.events(
                node.firstEvent(), node.endEvent(), read.events(read.roots().get(0)));
        added.addAll(read.comments());
        return true;
    }
}
