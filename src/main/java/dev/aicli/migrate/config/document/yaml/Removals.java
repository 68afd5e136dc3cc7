package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The entries that an edit takes out, gathered until it is known which collections they leave empty. */
final class Removals {
    private final YamlDocument document;
    private final YamlLayout layout;
    private final TextChanges changes;
    private final FlowEdit flow;
    private final BlockEdit block;
    private final IdentityHashMap<YamlEntry, Removal> removals = new IdentityHashMap<>();
    private final List<Removal> order = new ArrayList<>();
    private final Set<YamlEntry> replaced = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<YamlNode> refilled = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<YamlNode, String> emptyValues = new IdentityHashMap<>();
    private final List<BlockEdit.Cut> cuts = new ArrayList<>();
    private final List<RemovedSlice> removed = new ArrayList<>();

    /** An entry to be taken out, and whether the collections that this empties go too, up to where. */
    private record Removal(YamlCursor cursor, @Nullable YamlCursor pruneBelow) {
        int depth() {
            return cursor.depth();
        }
    }

    Removals(YamlDocument document, YamlLayout layout, TextChanges changes, FlowEdit flow, BlockEdit block) {
        this.document = document;
        this.layout = layout;
        this.changes = changes;
        this.flow = flow;
        this.block = block;
    }

    void add(YamlCursor cursor, @Nullable YamlCursor within) {
        YamlEntry entry = YamlEdit.entry(cursor);
        if (entry.complex()) {
            throw new EditRefusedException(Refusal.COMPLEX_KEY, document.position(entry.start()));
        }
        Removal removal = new Removal(cursor, within);
        if (removals.putIfAbsent(entry, removal) == null) {
            order.add(removal);
        }
    }

    /** Says that something exact is put into a collection. */
    void refilled(YamlNode node) {
        refilled.add(node);
    }

    /** Says that something exact takes the place of an entry beside its dash, should that go. */
    void replaced(YamlEntry entry) {
        replaced.add(entry);
    }

    /** {@return whether an entry goes: itself, or because all that is in it does, as far as that is asked so far} */
    boolean goes(YamlEntry entry) {
        return removals.containsKey(entry) || isPruned(entry, entry.value());
    }

    private boolean isPruned(YamlEntry entry, YamlNode node) {
        List<YamlEntry> inside = node.entries();
        return entry.keyNode() != null
                && !inside.isEmpty()
                && inside.stream().allMatch(this::goes)
                && inside.stream().allMatch(each -> prunes(each, node));
    }

    /** {@return whether the removal of an entry takes the collection with it that it leaves empty} */
    private boolean prunes(YamlEntry entry, YamlNode collection) {
        Removal removal = removals.get(entry);
        return removal == null
                ? entry.value().entries().stream().allMatch(each -> prunes(each, collection))
                : removal.pruneBelow() != null && removal.pruneBelow().node() != collection;
    }

    List<BlockEdit.Cut> cuts() {
        return cuts;
    }

    /** {@return what was taken out, with its surroundings in the new text} */
    List<RemovedSlice> describe(YamlDocument result) {
        cuts.sort(Comparator.comparingInt(BlockEdit.Cut::start));
        cuts.forEach(cut -> removed.add(block.slice(cut, removals::containsKey, result)));
        return removed;
    }

    /** {@return which entries of a collection go} */
    Set<Integer> indexes(YamlCursor collection) {
        Set<Integer> gone = new TreeSet<>();
        List<YamlEntry> entries = collection.node().entries();
        for (int i = 0; i < entries.size(); i++) {
            if (removals.containsKey(entries.get(i))) {
                gone.add(i);
            }
        }
        return gone;
    }

    /** Where a collection loses all its entries, it goes itself or is written empty. */
    void write(Insertions insertions) {
        // The innermost first: what they empty is known before the collections around them are looked at.
        PriorityQueue<Removal> todo = new PriorityQueue<>(Comparator.comparingInt(Removal::depth)
                .reversed()
                .thenComparing(removal -> removal.cursor().node().firstEvent()));
        todo.addAll(order);
        Set<YamlNode> emptied = Collections.newSetFromMap(new IdentityHashMap<>());
        IdentityHashMap<YamlEntry, List<Removal>> below = new IdentityHashMap<>();
        List<Removal> plain = new ArrayList<>();
        while (!todo.isEmpty()) {
            Removal removal = todo.remove();
            YamlCursor parent = Objects.requireNonNull(removal.cursor().parent());
            YamlNode node = parent.node();
            boolean all = !insertions.into(node)
                    && !refilled.contains(node)
                    && node.entries().stream().allMatch(removals::containsKey);
            if (!all) {
                plain.add(removal);
                continue;
            }
            YamlEntry parentEntry = parent.entry();
            boolean prune = removal.pruneBelow() != null
                    && parentEntry != null
                    && parentEntry.keyNode() != null
                    && removal.pruneBelow().node() != node;
            if (prune) {
                below.computeIfAbsent(parentEntry, entry -> new ArrayList<>()).add(removal);
                if (emptied.add(node)) {
                    Removal above = new Removal(parent, removal.pruneBelow());
                    removals.put(parentEntry, above);
                    todo.add(above);
                }
            } else if (emptied.add(node)) {
                empty(parent);
            }
        }
        removePlain(plain, below, insertions);
    }

    private void removePlain(
            List<Removal> plain, IdentityHashMap<YamlEntry, List<Removal>> below, Insertions insertions) {
        Set<YamlNode> flowDone = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Removal removal : plain) {
            YamlCursor cursor = removal.cursor();
            YamlCursor parent = Objects.requireNonNull(cursor.parent());
            YamlEntry entry = YamlEdit.entry(cursor);
            if (parent.node().isFlowCollection()) {
                if (flowDone.add(parent.node())) {
                    flow.remove(parent, indexes(parent), removed);
                }
            } else {
                boolean all = parent.node().entries().stream().allMatch(removals::containsKey);
                if (all && !layout.ownsLine(entry)) {
                    insertions.lead(parent.node());
                }
                List<YamlEntry> gone = new ArrayList<>();
                leaves(entry, below, gone);
                cuts.add(block.remove(
                        cursor, gone, replaced.contains(entry) || insertions.before(parent.node(), cursor.index())));
            }
            changes.events(entry.firstEvent(), entry.endEvent(), List.of());
        }
    }

    /** The entries that were asked to be removed, below one that goes because they leave nothing in it. */
    private static void leaves(YamlEntry entry, IdentityHashMap<YamlEntry, List<Removal>> below, List<YamlEntry> into) {
        for (Removal removal : below.getOrDefault(entry, List.of())) {
            YamlEntry child = YamlEdit.entry(removal.cursor());
            into.add(child);
            leaves(child, below, into);
        }
    }

    /** Says what is written where a collection loses all its entries, in place of {@code {}}: what stood there once. */
    void emptyAs(YamlCursor collection, String value) {
        emptyValues.put(collection.node(), value);
    }

    private void empty(YamlCursor collection) {
        YamlNode node = collection.node();
        String wanted = emptyValues.get(node);
        if (wanted != null && collection.entry() != null && node.isBlockCollection()) {
            // What stood in braces had no blank before it.
            String value = wanted.isEmpty() || Character.isWhitespace(wanted.charAt(0)) ? wanted : " " + wanted;
            block.empty(collection, value, true);
            emptied(node, value);
            return;
        }
        if (wanted != null && node.isFlowCollection() && isOnOneLine(wanted) && keepsPlace(collection, wanted)) {
            boolean bare = wanted.isBlank() && node.start() == node.contentStart();
            int from = bare ? YamlEdit.entry(collection).valueStart() : node.contentStart();
            changes.replace(from, node.end(), wanted.strip());
            emptied(node, " " + wanted.strip());
            return;
        }
        if (node.isFlowCollection()) {
            int from = node.contentStart() + 1;
            String old = layout.rest(collection);
            changes.replace(from, node.end() - 1, "");
            removed.add(new RemovedSlice(
                    RemovedSlice.Kind.EMPTIED, collection.path(), null, null, "", "", old, after(collection), 0));
        } else {
            removed.add(block.empty(collection, node.isMapping() ? " {}" : " []", false));
        }
        YamlEvent start = new YamlEvent(
                node.event().kind(), node.event().anchor(), node.event().tag(), "", YamlEvent.Style.FLOW);
        changes.events(
                node.firstEvent(),
                node.endEvent(),
                List.of(start, node.isMapping() ? YamlEvent.MAPPING_END : YamlEvent.SEQUENCE_END));
    }

    private void emptied(YamlNode node, String value) {
        YamlDocument read = Snippet.read(document, "k:" + value + "\n");
        List<YamlEvent> events =
                new ArrayList<>(read.events(read.roots().get(0).entries().get(0).value()));
        events.set(0, events.get(0).withPropertiesOf(node.event()));
        changes.events(node.firstEvent(), node.endEvent(), events);
    }

    private static boolean isOnOneLine(String value) {
        return value.indexOf('\n') < 0 && value.indexOf('#') < 0;
    }

    /** Between the commas of a list, nothing is no item. */
    private static boolean keepsPlace(YamlCursor collection, String value) {
        YamlCursor parent = collection.parent();
        return collection.entry() != null
                && parent != null
                && !(value.isBlank()
                        && parent.node().isFlowCollection()
                        && parent.node().isSequence());
    }

    private String after(YamlCursor collection) {
        YamlEntry entry = collection.entry();
        YamlNode node = collection.node();
        return entry == null
                ? changes.after(node.start(), node.end())
                : changes.after(entry.valueStart(), layout.restEnd(collection));
    }
}
