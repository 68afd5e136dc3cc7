package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The entries that an edit puts into collections, gathered until all of them are known. */
final class Insertions {
    private final YamlEdit edit;
    private final YamlDocument document;
    private final TextChanges changes;
    private final List<String> added;
    private final IdentityHashMap<YamlNode, Into> insertions = new IdentityHashMap<>();
    private final List<YamlNode> order = new ArrayList<>();
    private final IdentityHashMap<YamlNode, Content.Pairs> replacements = new IdentityHashMap<>();
    private final IdentityHashMap<YamlNode, List<Content.NewEntry>> newItems = new IdentityHashMap<>();
    private final List<Runnable> finishers = new ArrayList<>();
    private Content.@Nullable Pairs created;

    /** What is inserted into one collection. */
    private record Into(YamlCursor collection, List<Insertion> list) {}

    /** An entry to be inserted before the entry of that index, or after it. */
    record Insertion(int index, boolean after, @Nullable String key, Content.NewEntry entry) {}

    Insertions(YamlEdit edit, TextChanges changes, List<String> added) {
        this.edit = edit;
        this.document = edit.document();
        this.changes = changes;
        this.added = added;
    }

    /** {@return whether something goes into the collection} */
    boolean into(YamlNode node) {
        return insertions.containsKey(node) || replacements.containsKey(node) || newItems.containsKey(node);
    }

    /** {@return whether something goes into the collection directly before the entry of that index} */
    boolean before(YamlNode node, int index) {
        Into into = insertions.get(node);
        return into != null
                && into.list().stream().anyMatch(insertion -> !insertion.after() && insertion.index() == index);
    }

    /** Empty collections and absent values get their new entries. */
    void fillEmpty() {
        finishers.forEach(Runnable::run);
    }

    /** All others do. */
    void write(FlowEdit flow, BlockEdit block, Removals removals) {
        // At one offset, what goes into an inner collection comes before what goes into an outer one.
        order.sort(Comparator.comparingInt((YamlNode node) -> depth(node)).reversed());
        for (YamlNode node : order) {
            Into into = Objects.requireNonNull(insertions.get(node));
            YamlStyle style = YamlStyle.near(document, into.collection());
            if (node.isFlowCollection()) {
                flow.insert(node, style, withoutComments(into), removals.indexes(into.collection()));
            } else {
                block.insert(node, style, into.list(), removals.cuts());
            }
        }
    }

    /** No comment fits between the braces: they go above the entry that holds them. */
    private List<Insertion> withoutComments(Into into) {
        List<String> comments = new ArrayList<>();
        List<Insertion> bare = into.list().stream()
                .map(insertion -> new Insertion(
                        insertion.index(), insertion.after(), insertion.key(), bare(insertion.entry(), comments)))
                .toList();
        YamlCursor holder = into.collection();
        while (!comments.isEmpty() && holder != null) {
            YamlCursor above = holder.parent();
            if (above != null && above.node().isBlockCollection()) {
                edit.comment(holder, comments);
                return bare;
            }
            holder = above;
        }
        return comments.isEmpty() ? bare : into.list();
    }

    private static Content.NewEntry bare(Content.NewEntry entry, List<String> comments) {
        comments.addAll(entry.comments());
        Content value = entry.value();
        if (value instanceof Content.Moved moved) {
            Fragment fragment = moved.fragment().withoutComments();
            if (fragment.comments().isEmpty()) {
                comments.addAll(moved.fragment().comments());
            }
            value = new Content.Moved(fragment);
        } else if (value instanceof Content.Pairs pairs) {
            Content.Pairs own = new Content.Pairs();
            pairs.entries().forEach((key, inner) -> own.put(key, bare(inner, comments)));
            value = own;
        }
        return new Content.NewEntry(value, List.of());
    }

    /** Says that everything that stands in the collection goes: what comes in takes its place. */
    void lead(YamlNode node) {
        Into into = insertions.get(node);
        if (into != null) {
            into.list().replaceAll(each -> new Insertion(0, false, each.key(), each.entry()));
        }
    }

    private int depth(YamlNode node) {
        return Objects.requireNonNull(insertions.get(node)).collection().depth();
    }

    /** Inserts a pair, or (without a key) an item, before the entry of that index, or directly after it. */
    void insert(YamlCursor collection, int index, boolean after, @Nullable String key, Content.NewEntry entry) {
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
        Into into = insertions.get(node);
        if (into == null) {
            into = new Into(collection, new ArrayList<>());
            insertions.put(node, into);
            order.add(node);
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
            List<Content.NewEntry> items = items(collection);
            items.add(entry);
            return;
        }
        Content.Pairs pairs = replacements.get(node);
        if (pairs != null) {
            pairs.put(key, entry);
            return;
        }
        Content.Pairs created = new Content.Pairs().put(key, entry);
        replacements.put(node, created);
        finishers.add(() -> edit.replace(collection, created, false));
    }

    private List<Content.NewEntry> items(YamlCursor collection) {
        List<Content.NewEntry> items = newItems.get(collection.node());
        if (items == null) {
            List<Content.NewEntry> fresh = new ArrayList<>();
            items = fresh;
            newItems.put(collection.node(), fresh);
            finishers.add(() -> edit.replace(collection, new Content.Items(fresh), false));
        }
        return items;
    }

    /**
     * Writes a value at the end of a way of keys below a mapping; what is missing of the way is created. Several puts
     * below the same new key become one block.
     *
     * @param index where the first new key goes, see {@link #insert}
     * @param top comments that go above the first key that is created
     */
    void put(
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
        Into into = insertions.get(node);
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
    void create(List<String> keys, Content.NewEntry entry) {
        Content.Pairs pairs = created;
        if (pairs == null) {
            Content.Pairs fresh = new Content.Pairs();
            created = fresh;
            pairs = fresh;
            finishers.add(() -> {
                ContentWriter writer = new ContentWriter(YamlStyle.near(document, null), document.position(0));
                fresh.entries().forEach((key, value) -> writer.pair(0, key, value));
                // What the file says so far is about all of it, and not about the first key.
                String gap = endsInComment() ? YamlStyle.lineBreakOf(document.text()) : "";
                changes.insertLines(document.text().length(), gap + writer.text());
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

    private boolean endsInComment() {
        String text = document.text();
        SourceScan scan = document.scan();
        return !text.isEmpty() && text.startsWith("#", scan.lineStart(text.length() - (text.endsWith("\n") ? 1 : 0)));
    }

    private EditRefusedException refuse(Refusal reason, int offset) {
        return new EditRefusedException(reason, document.position(offset));
    }
}
