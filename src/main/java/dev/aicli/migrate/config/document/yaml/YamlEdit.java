package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes that one operation makes to a document, collected and then made at once.
 *
 * <p>All of them are in terms of the document before. {@link #commit} writes the new text, reads it back, and compares
 * events and comments with what was meant; when they differ, or when a change cannot be made soundly, it throws
 * {@link EditRefusedException} and nothing has happened.
 */
public final class YamlEdit {
    private final YamlDocument document;
    private final YamlLayout layout;
    private final String text;
    private final TextChanges changes;
    private final FlowEdit flow;
    private final BlockEdit block;
    private final List<String> added = new ArrayList<>();
    private final IdentityHashMap<YamlNode, Insertions> insertions = new IdentityHashMap<>();
    private final List<YamlNode> insertionOrder = new ArrayList<>();
    private final IdentityHashMap<YamlNode, Content.Pairs> replacements = new IdentityHashMap<>();
    private final IdentityHashMap<YamlEntry, Removal> removals = new IdentityHashMap<>();
    private final List<Removal> removalOrder = new ArrayList<>();
    private Content.@Nullable Pairs created;
    private final List<BlockEdit.Cut> cuts = new ArrayList<>();
    private final List<RemovedSlice> removed = new ArrayList<>();
    private final Set<YamlNode> refilled = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<YamlNode, String> emptyValues = new IdentityHashMap<>();
    private final List<Runnable> finishers = new ArrayList<>();

    /** What is inserted into one collection. */
    private record Insertions(YamlCursor collection, List<Insertion> list) {}

    /** Entries to be removed, and whether the collections that this empties go too, up to where. */
    private record Removal(YamlCursor cursor, @Nullable YamlCursor pruneBelow) {}

    /** An entry to be inserted before the entry of that index, or after it. */
    record Insertion(int index, boolean after, @Nullable String key, Content.NewEntry entry) {}

    public YamlEdit(YamlDocument document) {
        this.document = document;
        this.layout = new YamlLayout(document);
        this.text = document.text();
        this.changes = new TextChanges(document);
        this.flow = new FlowEdit(document, changes);
        this.block = new BlockEdit(document, layout, changes, added);
    }

    public YamlDocument document() {
        return document;
    }

    /** {@return an entry's own source text, to be written elsewhere with {@link Content.Moved}} */
    public Content.Moved moved(YamlCursor cursor) {
        return new Content.Moved(layout.fragment(cursor, false));
    }

    /**
     * {@return the same with everything above the entry up to its sibling: for lists and maps taken apart as a whole}
     */
    public Content.Moved movedWhole(YamlCursor cursor) {
        return new Content.Moved(layout.fragment(cursor, true));
    }

    /** Takes an entry out. Collections that this empties are written as {@code {}} or {@code []}. */
    public void remove(YamlCursor cursor) {
        remove(cursor, null);
    }

    /**
     * Takes an entry out, and the collections that this empties.
     *
     * @param within the collection that stays in any case; null: they are kept empty
     */
    public void remove(YamlCursor cursor, @Nullable YamlCursor within) {
        YamlEntry entry = entry(cursor);
        if (entry.complex()) {
            throw refuse(Refusal.COMPLEX_KEY, entry.start());
        }
        if (removals.putIfAbsent(entry, new Removal(cursor, within)) == null) {
            removalOrder.add(Objects.requireNonNull(removals.get(entry)));
        }
    }

    /** Inserts a pair as the last of a mapping. An absent value ({@code key:}) or {@code {}} becomes a mapping. */
    public void append(YamlCursor mapping, String key, Content.NewEntry entry) {
        insert(mapping, Integer.MAX_VALUE, false, key, entry);
    }

    /** Inserts an item as the last of a list. */
    public void append(YamlCursor sequence, Content.NewEntry entry) {
        insert(sequence, Integer.MAX_VALUE, false, null, entry);
    }

    /** Inserts a pair, or (without a key) an item, before the entry of that index, or directly after it. */
    public void insert(YamlCursor collection, int index, boolean after, @Nullable String key, Content.NewEntry entry) {
        YamlNode node = collection.node();
        if (node instanceof YamlNode.YamlAlias) {
            throw refuse(Refusal.ALIAS, node.start());
        }
        if (YamlValues.isPlaceholder(node)) {
            throw refuse(Refusal.CONFLICT, node.start());
        }
        boolean mapping = key != null;
        boolean fits = mapping ? node.isMapping() : node.isSequence();
        if (!fits || node.entries().isEmpty()) {
            insertIntoEmpty(collection, key, entry);
            return;
        }
        if (node instanceof YamlNode.YamlCollection own && own.singlePair()) {
            throw refuse(Refusal.SINGLE_PAIR, node.start());
        }
        Insertions into = insertions.get(node);
        if (into == null) {
            into = new Insertions(collection, new ArrayList<>());
            insertions.put(node, into);
            insertionOrder.add(node);
        }
        into.list().add(new Insertion(Math.min(index, node.entries().size()), after, key, entry));
    }

    private void insertIntoEmpty(YamlCursor collection, @Nullable String key, Content.NewEntry entry) {
        YamlNode node = collection.node();
        boolean empty = (node.isFlowCollection() && node.entries().isEmpty() && (key == null) == node.isSequence())
                || YamlValues.type(node).equals("null");
        if (!empty) {
            throw refuse(Refusal.CONFLICT, node.start());
        }
        if (key == null) {
            replace(collection, new Content.Items(List.of(entry)), false);
            return;
        }
        Content.Pairs pairs = replacements.get(node);
        if (pairs != null) {
            pairs.put(key, entry);
            return;
        }
        Content.Pairs created = new Content.Pairs().put(key, entry);
        replacements.put(node, created);
        finishers.add(() -> replace(collection, created, false));
    }

    /**
     * Writes a value at the end of a way of keys below a mapping; what is missing of the way is created. Several puts
     * below the same new key become one block.
     *
     * @param index where the first new key goes, see {@link #insert}
     * @param top comments that go above the first key that is created
     */
    public void put(
            YamlCursor mapping, int index, boolean after, List<String> keys, Content.NewEntry entry, List<String> top) {
        Content.Pairs pending = pendingBelow(mapping.node(), keys.get(0));
        if (pending != null && keys.size() > 1) {
            putInto(pending, keys.subList(1, keys.size()), entry);
            return;
        }
        Content.NewEntry first = entry;
        for (int i = keys.size() - 1; i > 0; i--) {
            first = new Content.NewEntry(new Content.Pairs().put(keys.get(i), first), i == 1 ? top : List.of());
        }
        if (keys.size() == 1 && !top.isEmpty()) {
            List<String> both = new ArrayList<>(top);
            both.addAll(entry.comments());
            first = new Content.NewEntry(entry.value(), both);
        }
        insert(mapping, index, after, keys.get(0), first);
    }

    private Content.@Nullable Pairs pendingBelow(YamlNode node, String key) {
        Content.Pairs replaced = replacements.get(node);
        if (replaced != null) {
            return replaced.get(key)
                    .map(Content.NewEntry::value)
                    .filter(Content.Pairs.class::isInstance)
                    .map(Content.Pairs.class::cast)
                    .orElse(null);
        }
        Insertions into = insertions.get(node);
        if (into != null) {
            for (Insertion insertion : into.list()) {
                if (key.equals(insertion.key()) && insertion.entry().value() instanceof Content.Pairs pairs) {
                    return pairs;
                }
            }
        }
        return null;
    }

    private static void putInto(Content.Pairs pairs, List<String> keys, Content.NewEntry entry) {
        Content.Pairs at = pairs;
        for (String key : keys.subList(0, keys.size() - 1)) {
            Content.Pairs above = at;
            at = at.get(key)
                    .map(Content.NewEntry::value)
                    .filter(Content.Pairs.class::isInstance)
                    .map(Content.Pairs.class::cast)
                    .orElseGet(() -> {
                        Content.Pairs created = new Content.Pairs();
                        above.put(key, created);
                        return created;
                    });
        }
        at.put(keys.get(keys.size() - 1), entry);
    }

    /** Writes a mapping into a file that has nothing but comments. */
    public void create(List<String> keys, Content.NewEntry entry) {
        Content.Pairs pairs = created;
        if (pairs == null) {
            Content.Pairs fresh = new Content.Pairs();
            created = fresh;
            pairs = fresh;
            finishers.add(() -> {
                ContentWriter writer = new ContentWriter(YamlStyle.near(document, null), document.position(0));
                fresh.entries().forEach((key, value) -> writer.pair(0, key, value));
                changes.insertLines(text.length(), writer.text());
                List<YamlEvent> events = new ArrayList<>();
                events.add(YamlEvent.DOCUMENT_START);
                events.add(YamlEvent.mappingStart(YamlEvent.Style.BLOCK));
                events.addAll(writer.events());
                events.add(YamlEvent.MAPPING_END);
                events.add(YamlEvent.DOCUMENT_END);
                changes.events(0, 0, events);
                added.addAll(writer.comments());
            });
        }
        putInto(pairs, keys, entry);
    }

    /** Gives a pair another key. */
    public void rename(YamlCursor cursor, String key) {
        YamlEntry entry = entry(cursor);
        YamlNode node = entry.keyNode();
        if (node == null || entry.complex()) {
            throw refuse(Refusal.COMPLEX_KEY, entry.start());
        }
        boolean inFlow = Objects.requireNonNull(cursor.parent()).node().isFlowCollection();
        YamlEvent.Style old = node.event().style();
        boolean quoted = old == YamlEvent.Style.SINGLE_QUOTED || old == YamlEvent.Style.DOUBLE_QUOTED;
        YamlStyle style = YamlStyle.near(document, cursor.parent());
        ScalarText written = ScalarText.string(key, !quoted, quoted ? old : style.quotes(), inFlow);
        changes.replace(node.contentStart(), node.end(), written.text());
        changes.events(
                node.firstEvent(), node.endEvent(), List.of(written.event().withPropertiesOf(node.event())));
    }

    /**
     * Puts another value in a value's place; its anchor and tag stay.
     *
     * @param keepComments refuse when comments inside the old value would go
     */
    public void replace(YamlCursor cursor, Content content, boolean keepComments) {
        YamlNode node = cursor.node();
        YamlCursor parent = cursor.parent();
        if (cursor.entry() != null && cursor.entry().complex()) {
            throw refuse(Refusal.COMPLEX_KEY, node.start());
        }
        YamlStyle style = YamlStyle.near(document, node.isBlockCollection() ? cursor : parent);
        YamlEvent.Style old = node.event().style();
        if (old == YamlEvent.Style.SINGLE_QUOTED || old == YamlEvent.Style.DOUBLE_QUOTED) {
            style = style.withQuotes(old);
        }
        ContentWriter writer = new ContentWriter(style, document.position(node.start()));
        if (content instanceof Content.Moved moved) {
            writer.comments().addAll(moved.fragment().comments());
        }
        if (parent != null && parent.node().isFlowCollection()) {
            flow.replace(cursor, writer.inline(content, true));
        } else {
            block.replace(cursor, writer, content, keepComments);
        }
        List<YamlEvent> events = new ArrayList<>(writer.events());
        if (node.event().anchor() != null || node.event().tag() != null) {
            events.set(0, events.get(0).withPropertiesOf(node.event()));
        }
        changes.events(node.firstEvent(), node.endEvent(), events);
        added.addAll(writer.comments());
    }

    /**
     * {@return the text after an entry's ':' or '-', to the end of its last line: what {@link #replaceRest} takes} Of a
     * root: all of it.
     */
    public String rest(YamlCursor cursor) {
        YamlEntry entry = cursor.entry();
        return entry == null
                ? text.substring(cursor.node().start(), cursor.node().end())
                : text.substring(entry.valueStart(), restEnd(cursor));
    }

    /** {@return the comments that belong to an entry, and those inside it} */
    public List<String> comments(YamlCursor cursor) {
        YamlEntry entry = entry(cursor);
        return document.commentsIn(layout.ownedStart(entry), restEnd(cursor));
    }

    /** {@return the comments directly above an entry that belong to it} */
    public List<String> commentsAbove(YamlCursor cursor) {
        YamlEntry entry = entry(cursor);
        return document.commentsIn(layout.ownedStart(entry), entry.start());
    }

    /** Puts comment lines directly above an entry. */
    public void comment(YamlCursor cursor, List<String> comments) {
        YamlEntry entry = entry(cursor);
        if (!layout.ownsLine(entry)
                || Objects.requireNonNull(cursor.parent()).node().isFlowCollection()) {
            throw refuse(Refusal.LINE_SHARED, entry.start());
        }
        String lineBreak = YamlStyle.lineBreakOf(text);
        StringBuilder lines = new StringBuilder();
        for (String comment : comments) {
            lines.append(" ".repeat(layout.column(entry.start())))
                    .append(comment)
                    .append(lineBreak);
        }
        changes.insertLines(entry.start() - layout.column(entry.start()), lines.toString());
        added.addAll(comments);
    }

    /** {@return the text between an entry's ':' or '-' and the end of its value, comments at its end left out} */
    public String valueText(YamlCursor cursor) {
        YamlEntry entry = entry(cursor);
        return text.substring(
                entry.valueStart(), Math.max(entry.valueStart(), cursor.node().end()));
    }

    private int restEnd(YamlCursor cursor) {
        YamlEntry entry = entry(cursor);
        boolean inFlow = Objects.requireNonNull(cursor.parent()).node().isFlowCollection();
        return inFlow ? entry.end() : layout.tailEnd(entry);
    }

    /** {@return an entry's own lines: its comments, key, value; without the last line break} */
    public String lines(YamlCursor cursor) {
        YamlEntry entry = entry(cursor);
        boolean inFlow = Objects.requireNonNull(cursor.parent()).node().isFlowCollection();
        return text.substring(inFlow ? entry.start() : layout.ownedStart(entry), restEnd(cursor));
    }

    /** An entry of such a rest, as a document of its own. */
    private static String probe(YamlCursor cursor, int column, String rest) {
        boolean pair = entry(cursor).keyNode() != null;
        if (Objects.requireNonNull(cursor.parent()).node().isFlowCollection()) {
            return pair ? "{k:" + rest + "}" : "[" + rest + "]";
        }
        return " ".repeat(column) + (pair ? "k:" : "-") + rest + "\n";
    }

    /** Puts exact text after an entry's ':' or '-', in place of {@link #rest}. */
    public void replaceRest(YamlCursor cursor, String rest) {
        YamlEntry entry = entry(cursor);
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
    public boolean restore(YamlCursor root, RemovedSlice slice) {
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
        boolean done = new SliceRestore(document, layout, changes, added).restore(node, slice, removals.keySet());
        if (done) {
            refilled.add(node);
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
            int from = entry(cursor).valueStart();
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

    /** Makes the changes. Throws {@link EditRefusedException} when the result is not exactly what was meant. */
    public YamlDocument commit() {
        finishers.forEach(Runnable::run);
        removeAll();
        // At one offset, what goes into an inner collection comes before what goes into an outer one.
        insertionOrder.sort(
                Comparator.comparingInt((YamlNode node) -> depth(node)).reversed());
        for (YamlNode node : insertionOrder) {
            Insertions into = Objects.requireNonNull(insertions.get(node));
            YamlStyle style = YamlStyle.near(document, into.collection());
            Set<Integer> gone = removedIndexes(into.collection());
            if (node.isFlowCollection()) {
                flow.insert(node, style, into.list(), gone);
            } else {
                block.insert(node, style, into.list(), cuts);
            }
        }
        if (changes.isEmpty()) {
            return document;
        }
        List<String> gone = changes.removedComments();
        YamlDocument result =
                SelfCheck.read(document, changes.apply(YamlStyle.lineBreakOf(text)), changes.intended(), gone, added);
        cuts.sort(Comparator.comparingInt(BlockEdit.Cut::start));
        cuts.forEach(cut -> removed.add(block.slice(cut, removals::containsKey, result)));
        return result;
    }

    private int depth(YamlNode node) {
        int depth = 0;
        YamlCursor at = Objects.requireNonNull(insertions.get(node)).collection();
        for (YamlCursor above = at.parent(); above != null; above = above.parent()) {
            depth++;
        }
        return depth;
    }

    /** {@return what was taken out, in the order of the calls; filled by {@link #commit}} */
    public List<RemovedSlice> removed() {
        return Collections.unmodifiableList(removed);
    }

    private Set<Integer> removedIndexes(YamlCursor collection) {
        Set<Integer> gone = new java.util.TreeSet<>();
        List<YamlEntry> entries = collection.node().entries();
        for (int i = 0; i < entries.size(); i++) {
            if (removals.containsKey(entries.get(i))) {
                gone.add(i);
            }
        }
        return gone;
    }

    /** Where a collection loses all its entries, it goes itself or is written empty. */
    private void removeAll() {
        List<Removal> todo = new ArrayList<>(removalOrder);
        Set<YamlNode> emptied = Collections.newSetFromMap(new IdentityHashMap<>());
        IdentityHashMap<YamlEntry, List<Removal>> below = new IdentityHashMap<>();
        List<Removal> plain = new ArrayList<>();
        while (!todo.isEmpty()) {
            Removal removal = todo.remove(0);
            YamlCursor parent = Objects.requireNonNull(removal.cursor().parent());
            YamlNode node = parent.node();
            boolean all = !insertions.containsKey(node)
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
                    && removal.pruneBelow().node() != node
                    && !replacements.containsKey(node);
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
        removePlain(plain, below);
    }

    private void removePlain(List<Removal> plain, IdentityHashMap<YamlEntry, List<Removal>> below) {
        Set<YamlNode> flowDone = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Removal removal : plain) {
            YamlCursor cursor = removal.cursor();
            YamlCursor parent = Objects.requireNonNull(cursor.parent());
            YamlEntry entry = entry(cursor);
            if (parent.node().isFlowCollection()) {
                if (flowDone.add(parent.node())) {
                    flow.remove(parent, removedIndexes(parent), removed);
                }
            } else {
                List<YamlEntry> gone = new ArrayList<>();
                leaves(entry, below, gone);
                cuts.add(block.remove(cursor, gone));
            }
            changes.events(entry.firstEvent(), entry.endEvent(), List.of());
        }
    }

    /** The entries that were asked to be removed, below one that goes because they leave nothing in it. */
    private static void leaves(YamlEntry entry, IdentityHashMap<YamlEntry, List<Removal>> below, List<YamlEntry> into) {
        for (Removal removal : below.getOrDefault(entry, List.of())) {
            YamlEntry child = entry(removal.cursor());
            into.add(child);
            leaves(child, below, into);
        }
    }

    /** Says what is written where a collection loses all its entries, in place of {@code {}}: what stood there once. */
    public void emptyAs(YamlCursor collection, String value) {
        emptyValues.put(collection.node(), value);
    }

    private void empty(YamlCursor collection) {
        YamlNode node = collection.node();
        String wanted = emptyValues.get(node);
        if (wanted != null && collection.entry() != null && node.isBlockCollection()) {
            YamlDocument read = Snippet.read(document, "k:" + wanted + "\n");
            block.empty(collection, wanted);
            changes.events(
                    node.firstEvent(),
                    node.endEvent(),
                    read.events(read.roots().get(0).entries().get(0).value()));
            return;
        }
        if (node.isFlowCollection()) {
            int from = node.contentStart() + 1;
            String old = rest(collection);
            changes.replace(from, node.end() - 1, "");
            removed.add(new RemovedSlice(
                    RemovedSlice.Kind.EMPTIED, collection.path(), null, null, "", "", old, after(collection), 0));
        } else {
            removed.add(block.empty(collection, node.isMapping() ? " {}" : " []"));
        }
        YamlEvent start = new YamlEvent(
                node.event().kind(), node.event().anchor(), node.event().tag(), "", YamlEvent.Style.FLOW);
        changes.events(
                node.firstEvent(),
                node.endEvent(),
                List.of(start, node.isMapping() ? YamlEvent.MAPPING_END : YamlEvent.SEQUENCE_END));
    }

    private String after(YamlCursor collection) {
        YamlEntry entry = collection.entry();
        YamlNode node = collection.node();
        return entry == null
                ? changes.after(node.start(), node.end())
                : changes.after(entry.valueStart(), restEnd(collection));
    }

    private static YamlEntry entry(YamlCursor cursor) {
        return Objects.requireNonNull(cursor.entry(), "a document's root is no entry");
    }

    private EditRefusedException refuse(Refusal reason, int offset) {
        return new EditRefusedException(reason, document.position(offset));
    }
}
