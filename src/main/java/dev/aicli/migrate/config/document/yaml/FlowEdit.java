package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Changes of flow collections: entries and the commas between them. */
final class FlowEdit {
    private final YamlDocument document;
    private final TextChanges changes;
    private final String text;

    FlowEdit(YamlDocument document, TextChanges changes) {
        this.document = document;
        this.changes = changes;
        this.text = document.text();
    }

    void replace(YamlCursor cursor, String value) {
        YamlNode node = cursor.node();
        YamlEntry entry = Objects.requireNonNull(cursor.entry());
        int content = node.contentStart();
        if (content < node.end()) {
            changes.replace(content, node.end(), value);
        } else if (entry.keyNode() != null && entry.indicator() < 0) {
            changes.replace(entry.end(), entry.end(), ": " + value);
        } else {
            changes.replace(node.end(), node.end(), " " + value);
        }
    }

    void remove(YamlCursor collection, Set<Integer> gone, List<RemovedSlice> removed) {
        YamlNode node = collection.node();
        refuseSinglePair(node);
        List<YamlEntry> entries = node.entries();
        if (gone.size() == entries.size()) {
            cut(collection, node.contentStart() + 1, node.end() - 1, 0, entries.size() - 1, removed);
            return;
        }
        int i = 0;
        while (i < entries.size()) {
            if (!gone.contains(i)) {
                i++;
                continue;
            }
            int last = i;
            while (gone.contains(last + 1)) {
                last++;
            }
            if (last + 1 < entries.size()) {
                cut(collection, entries.get(i).start(), entries.get(last + 1).start(), i, last, removed);
            } else {
                cut(collection, entries.get(i - 1).end(), entries.get(last).end(), i, last, removed);
            }
            i = last + 1;
        }
    }

    private void cut(YamlCursor collection, int from, int to, int first, int last, List<RemovedSlice> removed) {
        if (!document.commentsIn(from, to).isEmpty()) {
            throw new EditRefusedException(Refusal.FLOW_COMMENT, document.position(from));
        }
        changes.replace(from, to, "");
        List<YamlEntry> entries = collection.node().entries();
        boolean end = last + 1 == entries.size();
        // A run is kept as one text; only a run of one can be put back alone.
        removed.add(new RemovedSlice(
                RemovedSlice.Kind.FLOW,
                collection.child(first).path(),
                first > 0 ? SliceRestore.nameOf(document, entries, first - 1) : null,
                end ? null : SliceRestore.nameOf(document, entries, last + 1),
                first == 0 ? "" : text.substring(entries.get(first - 1).end(), from),
                end ? "" : text.substring(to, entries.get(last + 1).start()),
                text.substring(from, to),
                "",
                0));
    }

    void insert(YamlNode collection, YamlStyle style, List<Insertions.Insertion> insertions, Set<Integer> gone) {
        refuseSinglePair(collection);
        List<YamlEntry> entries = collection.entries();
        boolean noneLeft = gone.size() == entries.size();
        String separator = separator(collection);
        List<String> written = new ArrayList<>();
        for (Insertions.Insertion insertion : insertions) {
            ContentWriter writer =
                    new ContentWriter(style, document.position(entries.get(0).start()));
            String key = insertion.key();
            String entry;
            if (key == null) {
                if (!insertion.entry().comments().isEmpty()) {
                    throw new EditRefusedException(Refusal.FLOW, document.position(collection.start()));
                }
                entry = writer.inline(insertion.entry().value(), true);
            } else {
                entry = writer.flowPair(key, insertion.entry());
            }
            boolean after = insertion.after() || insertion.index() >= entries.size();
            YamlEntry neighbour = entries.get(Math.min(insertion.index(), entries.size() - 1));
            int event = after ? neighbour.endEvent() : neighbour.firstEvent();
            changes.events(event, event, writer.events());
            if (noneLeft) {
                written.add(entry);
            } else if (after) {
                int index = Math.min(insertion.index(), entries.size() - 1);
                int at = neighbour.end();
                if (gone.contains(index) && index + 1 < entries.size()) {
                    at = entries.get(index + 1).start();
                    changes.replace(at, at, entry + separator);
                } else {
                    changes.replace(at, at, separator + entry);
                }
            } else {
                int index = insertion.index();
                int kept = index;
                while (gone.contains(kept)) {
                    kept++;
                }
                if (kept == entries.size() && gone.contains(index)) {
                    // The rest of the entries go: the new one follows the last that stays.
                    int before = index - 1;
                    while (gone.contains(before)) {
                        before--;
                    }
                    int at = entries.get(before).end();
                    changes.replace(at, at, separator + entry);
                } else {
                    changes.replace(neighbour.start(), neighbour.start(), entry + separator);
                }
            }
        }
        if (noneLeft) {
            int at = collection.contentStart() + 1;
            changes.replace(at, at, String.join(separator, written));
        }
    }

    /** As between the first two entries; else a comma, and a new line where the first entry has one of its own. */
    private String separator(YamlNode collection) {
        List<YamlEntry> entries = collection.entries();
        if (entries.size() > 1) {
            String between = text.substring(entries.get(0).end(), entries.get(1).start());
            if (between.strip().equals(",")) {
                return between;
            }
        }
        String opening =
                text.substring(collection.contentStart() + 1, entries.get(0).start());
        return opening.isBlank() && opening.contains("\n") ? "," + opening : ", ";
    }

    private void refuseSinglePair(YamlNode node) {
        if (node instanceof YamlNode.YamlCollection collection && collection.singlePair()) {
            throw new EditRefusedException(Refusal.SINGLE_PAIR, document.position(node.start()));
        }
    }
}
