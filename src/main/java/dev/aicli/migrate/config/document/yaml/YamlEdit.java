package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private final Insertions insertions;
    private final Removals removals;
    private List<RemovedSlice> removed = List.of();

    public YamlEdit(YamlDocument document) {
        this.document = document;
        this.layout = new YamlLayout(document);
        this.text = document.text();
        this.changes = new TextChanges(document);
        this.flow = new FlowEdit(document, changes);
        this.block = new BlockEdit(document, layout, changes, added);
        this.insertions = new Insertions(this, changes, added);
        this.removals = new Removals(document, layout, changes, flow, block);
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
        removals.add(cursor, within);
    }

    /**
     * {@return the text of an empty collection or absent value as {@link #emptyAs} takes it: without anchor and tag}
     */
    public String emptyText(YamlCursor cursor) {
        YamlNode node = cursor.node();
        boolean properties = node.event().anchor() != null || node.event().tag() != null;
        SourceScan scan = document.scan();
        int from = properties
                ? scan.trimmedEnd(node.start(), Math.min(node.end(), scan.skipProperties(node.start())))
                : entry(cursor).valueStart();
        return text.substring(from, Math.max(from, node.end()));
    }

    /** Says what is written where a collection loses all its entries, in place of {@code {}}: what stood there once. */
    public void emptyAs(YamlCursor collection, String value) {
        removals.emptyAs(collection, value);
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
        insertions.insert(collection, index, after, key, entry);
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
        insertions.put(mapping, index, after, keys, entry, top);
    }

    /** Writes a mapping into a file that has nothing but comments. */
    public void create(List<String> keys, Content.NewEntry entry) {
        insertions.create(keys, entry);
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

    /** As {@link #replace}; comments inside the old value go above the entry, where a scalar takes its place. */
    public void replaceKeeping(YamlCursor cursor, Content content) {
        YamlCursor parent = cursor.parent();
        boolean scalar = content instanceof Content.Text || content instanceof Content.Literal;
        boolean lines = cursor.node().isBlockCollection()
                && parent != null
                && parent.node().isBlockCollection()
                && layout.ownsLine(entry(cursor));
        List<String> inside = scalar && lines ? layout.commentsInside(cursor) : List.of();
        replace(cursor, content, inside.isEmpty());
        if (!inside.isEmpty()) {
            comment(cursor, inside);
        }
    }

    /**
     * Writes a scalar's own text anew, in its style.
     *
     * @param source what takes the place of the text, its anchor and tag left out
     * @param value what that reads as
     */
    public void respell(YamlNode scalar, String source, String value) {
        YamlEvent event = scalar.event();
        changes.replace(scalar.contentStart(), scalar.end(), source);
        changes.events(
                scalar.firstEvent(),
                scalar.endEvent(),
                List.of(new YamlEvent(event.kind(), event.anchor(), event.tag(), value, event.style())));
    }

    /**
     * {@return the text after an entry's ':' or '-', to the end of its last line: what {@link #replaceRest} takes} Of a
     * root: all of it.
     */
    public String rest(YamlCursor cursor) {
        return layout.rest(cursor);
    }

    /** {@return the comments that belong to an entry, and those inside it} */
    public List<String> comments(YamlCursor cursor) {
        YamlEntry entry = entry(cursor);
        return document.commentsIn(layout.ownedStart(entry), layout.wholeEnd(cursor));
    }

    /** {@return the comments directly above an entry that belong to it} */
    public List<String> commentsAbove(YamlCursor cursor) {
        YamlEntry entry = entry(cursor);
        return document.commentsIn(layout.ownedStart(entry), entry.start());
    }

    /** {@return the comments between an item's dash and the first entry of what stands behind it} */
    public List<String> commentsBehindDash(YamlCursor cursor) {
        YamlEntry entry = entry(cursor);
        List<YamlEntry> below = cursor.node().entries();
        return entry.keyNode() != null || below.isEmpty()
                ? List.of()
                : document.commentsIn(entry.start(), layout.ownedStart(below.get(0)));
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

    /** Takes comment lines directly above an entry away, as far as they stand there. */
    public void uncomment(YamlCursor cursor, List<String> comments) {
        YamlEntry entry = entry(cursor);
        List<String> left = new ArrayList<>(comments);
        SourceScan scan = document.scan();
        int line = layout.ownedStart(entry);
        while (line < entry.start()) {
            int next = scan.nextLine(line);
            if (left.remove(text.substring(line, next).strip())) {
                changes.replace(line, next, "");
            }
            line = next;
        }
    }

    /** {@return the text between an entry's ':' or '-' and the end of its value, comments at its end left out} */
    public String valueText(YamlCursor cursor) {
        YamlEntry entry = entry(cursor);
        return text.substring(
                entry.valueStart(), Math.max(entry.valueStart(), cursor.node().end()));
    }

    /** {@return an entry's own lines: its comments, key, value; without the last line break} */
    public String lines(YamlCursor cursor) {
        YamlEntry entry = entry(cursor);
        boolean inFlow = Objects.requireNonNull(cursor.parent()).node().isFlowCollection();
        return text.substring(inFlow ? entry.start() : layout.ownedStart(entry), layout.wholeEnd(cursor));
    }

    /** Puts exact text after an entry's ':' or '-', in place of {@link #rest}. */
    public void replaceRest(YamlCursor cursor, String rest) {
        exact().replaceRest(cursor, rest, false);
    }

    /** As {@link #replaceRest}, with the rest of an entry that was {@link #isOpen open}. */
    public void replaceOpenRest(YamlCursor cursor, String rest) {
        boolean open = layout.restEnd(cursor) == text.length();
        exact().replaceRest(cursor, open ? rest : closed(rest), open);
    }

    /** {@return whether the file ends in an entry's block scalar, without a line break} */
    public boolean isOpen(YamlCursor cursor) {
        int open = OpenEnd.find(document);
        return open >= 0 && open == cursor.node().contentStart();
    }

    /** {@return an open rest as it means the same where something stands behind it} */
    private String closed(String rest) {
        String pair = "k:" + rest;
        return OpenEnd.closed(pair, Snippet.readAny(document, pair)).substring(2);
    }

    /**
     * Puts what was removed back where it stood.
     *
     * @param root of the document that the slice is from
     * @return false when that place is gone or was changed too much
     */
    public boolean restore(YamlCursor root, RemovedSlice slice) {
        return exact().restore(root, slice, removals) || new SliceRewrite(this).restore(root, slice);
    }

    /**
     * {@return a rest that was kept, as it fits there now: indented as the entry, with the file's line ends} Empty when
     * it does not fit.
     *
     * @param column of the entry when the rest was kept
     */
    public Optional<String> fitted(YamlCursor cursor, String rest, int column) {
        ExactText exact = exact();
        return Optional.of(exact.fitted(cursor, rest, column)).filter(fitting -> exact.fits(cursor, fitting));
    }

    /** {@return the column of an entry} */
    public int column(YamlCursor cursor) {
        return layout.column(entry(cursor).start());
    }

    private ExactText exact() {
        return new ExactText(document, layout, changes, added);
    }

    /** Makes the changes. Throws {@link EditRefusedException} when the result is not exactly what was meant. */
    public YamlDocument commit() {
        insertions.fillEmpty();
        removals.write(insertions);
        insertions.write(flow, block, removals);
        if (changes.isEmpty()) {
            return document;
        }
        int open = OpenEnd.find(document);
        if (open >= 0 && changes.appendBehind(open)) {
            int end = OpenEnd.indicatorsEnd(text, open);
            changes.replace(open, end, OpenEnd.stripping(text.substring(open, end)));
        }
        List<String> gone = changes.removedComments();
        YamlDocument result = read(gone, false);
        removed = removals.describe(result);
        return result;
    }

    /** Where the last line of a block scalar must have a line break, the file gets one at its end. */
    private YamlDocument read(List<String> gone, boolean closed) {
        String lineBreak = YamlStyle.lineBreakOf(text);
        try {
            return SelfCheck.read(document, changes.apply(lineBreak, closed), changes.intended(), gone, added);
        } catch (EditRefusedException e) {
            if (closed || e.reason() != Refusal.SELF_CHECK || changes.dropped().isEmpty()) {
                throw e;
            }
            return read(gone, true);
        }
    }

    /** {@return what was taken out; filled by {@link #commit}} */
    public List<RemovedSlice> removed() {
        return Collections.unmodifiableList(removed);
    }

    static YamlEntry entry(YamlCursor cursor) {
        return Objects.requireNonNull(cursor.entry(), "a document's root is no entry");
    }

    private EditRefusedException refuse(Refusal reason, int offset) {
        return new EditRefusedException(reason, document.position(offset));
    }
}
