package dev.aicli.migrate.config.document.yaml;

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

    /** Puts exact text after an entry's ':' or '-', in place of {@link YamlEdit#rest}. */
    void replaceRest(YamlCursor cursor, String rest) {
        YamlEntry entry = YamlEdit.entry(cursor);
        YamlNode parent = Objects.requireNonNull(cursor.parent()).node();
        YamlDocument read = Snippet.read(document, probe(cursor, layout.column(entry.start()), rest));
        YamlNode value = read.roots().get(0).entries().get(0).value();
        changes.replace(entry.valueStart(), parent.isFlowCollection() ? entry.end() : layout.tailEnd(entry), rest);
        changes.events(entry.value().firstEvent(), entry.value().endEvent(), read.events(value));
        added.addAll(read.comments());
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
        boolean done = new SliceRestore(document, layout, changes, added).restore(node, slice, removals.entries());
        if (done) {
            removals.refilled(node);
        }
        return done;
    }

    private boolean restoreEmptied(YamlCursor root, RemovedSlice slice) {
        Optional<YamlCursor> found = YamlPaths.one(root, slice.path());
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
