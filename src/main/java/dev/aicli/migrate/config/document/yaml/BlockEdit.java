package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** Changes of block collections: whole lines. */
final class BlockEdit {
    private final YamlDocument document;
    private final YamlLayout layout;
    private final TextChanges changes;
    private final List<String> added;
    private final String text;
    private final SourceScan scan;

    BlockEdit(YamlDocument document, YamlLayout layout, TextChanges changes, List<String> added) {
        this.document = document;
        this.layout = layout;
        this.changes = changes;
        this.added = added;
        this.text = document.text();
        this.scan = document.scan();
    }

    void insert(YamlNode collection, YamlStyle style, List<Insertions.Insertion> insertions, List<Cut> cuts) {
        List<YamlEntry> entries = collection.entries();
        int column = layout.column(entries.get(0).start());
        Set<YamlEntry> behindDash = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Insertions.Insertion insertion : insertions) {
            ContentWriter writer =
                    new ContentWriter(style, document.position(entries.get(0).start()));
            String key = insertion.key();
            if (key == null) {
                writer.item(column, insertion.entry());
            } else {
                writer.pair(column, key, insertion.entry());
            }
            boolean after = insertion.after() || insertion.index() >= entries.size();
            int index = Math.min(insertion.index(), entries.size() - 1);
            YamlEntry neighbour = entries.get(index);
            if (neighbour.complex()) {
                throw new EditRefusedException(Refusal.COMPLEX_KEY, document.position(neighbour.start()));
            }
            if (after) {
                changes.insertLines(layout.behind(neighbour), writer.text());
            } else if (layout.ownsLine(neighbour)) {
                changes.insertLines(layout.ownedStart(neighbour), writer.text());
            } else {
                String lines = writer.text().stripLeading();
                boolean lineStays = cuts.stream()
                        .anyMatch(cut -> cut.start() == neighbour.start() && cut.end() == layout.tailEnd(neighbour));
                changes.replace(
                        neighbour.start(),
                        neighbour.start(),
                        lineStays
                                ? withoutBreak(behindDash.add(neighbour) ? lines : style.lineBreak() + writer.text())
                                : lines + " ".repeat(column));
            }
            int event = after ? neighbour.endEvent() : neighbour.firstEvent();
            changes.events(event, event, writer.events());
            added.addAll(writer.comments());
        }
    }

    /** A removal whose surroundings are described once all removals are known. */
    record Cut(YamlCursor cursor, int start, int end, String left) {}

    /**
     * Takes an entry's lines out.
     *
     * @param gone the entries inside that were meant; comments that belong to none of them stay. Empty: all of it
     * @param replaced whether another entry takes its place
     */
    Cut remove(YamlCursor cursor, List<YamlEntry> gone, boolean replaced) {
        YamlEntry entry = Objects.requireNonNull(cursor.entry());
        List<YamlEntry> siblings =
                Objects.requireNonNull(cursor.parent()).node().entries();
        int start = layout.ownedStart(entry);
        int end = layout.sliceEnd(entry);
        String left = gone.isEmpty() ? "" : sectionComments(entry, gone, start, end);
        if (!layout.ownsLine(entry) && replaced) {
            // The entry that takes its place goes on behind the dash.
            end = layout.tailEnd(entry);
        } else if (!layout.ownsLine(entry)) {
            if (cursor.index() + 1 == siblings.size()) {
                throw new EditRefusedException(Refusal.LINE_SHARED, document.position(start));
            }
            YamlEntry next = siblings.get(cursor.index() + 1);
            int nextStart = layout.ownedStart(next);
            if (nextStart == scan.lineStart(next.start()) && nextStart == end) {
                end = next.start();
            } else {
                // Comments stand between: they go on below the dash.
                end = layout.tailEnd(entry);
            }
        }
        changes.replace(start, end, left);
        added.addAll(commentsOf(left));
        return new Cut(cursor, start, end, left);
    }

    /**
     * {@return the record of a removal: its neighbours are the nearest that stay, the gaps to them those of the new
     * text}
     */
    RemovedSlice slice(Cut cut, Predicate<YamlEntry> goes, YamlDocument result) {
        YamlCursor cursor = cut.cursor();
        YamlCursor parent = Objects.requireNonNull(cursor.parent());
        List<YamlEntry> siblings = parent.node().entries();
        int previous = cursor.index() - 1;
        while (previous >= 0 && goes.test(siblings.get(previous))) {
            previous--;
        }
        int next = cursor.index() + 1;
        while (next < siblings.size() && goes.test(siblings.get(next))) {
            next++;
        }
        String before = previous >= 0 ? SliceRestore.nameOf(document, siblings, previous) : null;
        String after = next < siblings.size() ? SliceRestore.nameOf(document, siblings, next) : null;
        int at = changes.placeOf(cut.start());
        List<YamlEntry> now = YamlPaths.same(result, parent)
                .map(collection -> collection.node().entries())
                .orElse(List.of());
        SliceRestore places = new SliceRestore(result);
        OptionalInt previousNow = places.find(now, before, 0);
        OptionalInt nextNow = places.find(now, after, -1);
        int from = previousNow.isPresent() ? now.get(previousNow.getAsInt()).end() : at;
        int to = nextNow.isPresent() ? now.get(nextNow.getAsInt()).start() : at;
        String whole = result.text() + changes.dropped();
        int end = at + cut.left().length();
        return new RemovedSlice(
                RemovedSlice.Kind.LINES,
                cursor.path(),
                before,
                after,
                from <= at ? whole.substring(from, at) : "",
                end <= to ? whole.substring(end, to) : "",
                text.substring(cut.start(), cut.end()),
                cut.left(),
                layout.column(Objects.requireNonNull(cursor.entry()).start()));
    }

    /**
     * Writes a collection that loses all its entries as {@code {}} or {@code []}; comments between them stay.
     *
     * @param back whether it was empty once: the comment beside the first entry stays then, it is the collection's
     */
    RemovedSlice empty(YamlCursor collection, String nothing, boolean back) {
        YamlNode node = collection.node();
        YamlEntry entry = collection.entry();
        List<YamlEntry> entries = node.entries();
        YamlEntry first = entries.get(0);
        int from = entry == null ? layout.ownedStart(first) : entry.valueStart();
        int to = layout.sliceEnd(entry == null ? entries.get(entries.size() - 1) : entry);
        boolean inPlace = entry == null || !layout.ownsLine(first);
        if (inPlace) {
            int end = back && !first.value().isBlockCollection() ? first.end() : layout.tailEnd(first);
            changes.replace(layout.ownedStart(first), end, nothing.stripLeading());
        } else {
            int at = hasProperties(node) ? scan.trimmedEnd(node.start(), propertiesEnd(node)) : from;
            changes.replace(at, at, nothing);
        }
        for (YamlEntry each : inPlace ? entries.subList(1, entries.size()) : entries) {
            changes.replace(layout.ownedStart(each), layout.sliceEnd(each), "");
        }
        return new RemovedSlice(
                RemovedSlice.Kind.EMPTIED,
                collection.path(),
                null,
                null,
                "",
                "",
                withoutBreak(text.substring(from, to)),
                withoutBreak(changes.after(from, to)),
                entry == null ? 0 : layout.column(entry.start()));
    }

    private static String withoutBreak(String lines) {
        if (lines.endsWith("\r\n")) {
            return lines.substring(0, lines.length() - 2);
        }
        return lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
    }

    private static List<String> commentsOf(String left) {
        return left.lines().map(String::strip).toList();
    }

    /** Comment lines inside an entry that belong to none of the entries that go with it. */
    private String sectionComments(YamlEntry entry, List<YamlEntry> gone, int start, int end) {
        StringBuilder left = new StringBuilder();
        int line = scan.nextLine(entry.valueStart());
        while (line < end) {
            int at = line;
            boolean owned = line < start
                    || gone.stream().anyMatch(each -> layout.ownedStart(each) <= at && at < layout.sliceEnd(each));
            int first = scan.skipSpaces(line);
            if (!owned && first < end && text.charAt(first) == '#') {
                left.append(text, line, scan.nextLine(line));
            }
            line = scan.nextLine(line);
        }
        return left.toString();
    }

    void replace(YamlCursor cursor, ContentWriter writer, Content content, boolean keepComments) {
        YamlNode node = cursor.node();
        YamlEntry entry = cursor.entry();
        if (entry == null) {
            replaceRoot(node, writer, content);
            return;
        }
        boolean item = entry.keyNode() == null;
        int column = layout.column(entry.start());
        boolean properties = node.contentStart() > node.start() || (node.isBlockCollection() && hasProperties(node));
        int from = properties ? scan.trimmedEnd(node.start(), propertiesEnd(node)) : entry.valueStart();
        writer.value("", column, item, content);
        String head = writer.lines().get(0);
        String lineBreak = writer.text().endsWith("\r\n") ? "\r\n" : "\n";
        StringBuilder body = new StringBuilder();
        for (String line : writer.lines().subList(1, writer.lines().size())) {
            body.append(lineBreak).append(line);
        }
        int end = node.isBlockCollection() ? layout.lastLineEnd(entry) : Math.max(entry.end(), from);
        boolean compact = item && !(content instanceof Content.Moved) && ContentWriter.isCollection(content);
        if (compact
                && body.length() > 0
                && !head.isEmpty()
                && !node.isBlockCollection()
                && scan.skipSpaces(end) < scan.lineEnd(end)) {
            // The comment beside the dash stays there, above the new entries.
            body.insert(0, lineBreak + " ".repeat(column + 2) + head.stripLeading());
            head = "";
        }
        int header = scan.lineEnd(from);
        List<String> inside = document.commentsIn(from, end);
        if (node.isBlockCollection()) {
            boolean onDashLine = scan.lineStart(node.entries().get(0).start()) == scan.lineStart(from);
            if (onDashLine) {
                changes.replace(from, end, head + body);
            } else {
                inside = document.commentsIn(header, end);
                changes.replace(from, from, head);
                changes.replace(header, end, body.toString());
            }
        } else if (node.event().style().isBlockScalar()) {
            int comment = text.substring(from, header).indexOf(" #");
            int indicators = comment < 0 ? header : scan.trimmedEnd(from, from + comment);
            inside = List.of();
            changes.replace(from, indicators, head);
            changes.replace(header, end, body.toString());
        } else if (body.length() == 0 && head.startsWith(" ") && node.contentStart() < node.end()) {
            // The spaces before the value stay as they are.
            changes.replace(node.contentStart(), node.end(), head.substring(1));
        } else {
            changes.replace(from, end, head);
            if (body.length() > 0) {
                int tail = layout.tailEnd(entry);
                if (ContentWriter.isCollection(content)) {
                    // Comments below stay whose they are: neither directly above a new entry nor indented below it.
                    tail = layout.deeperComments(tail, writer.firstColumn());
                }
                changes.replace(tail, tail, body.toString());
            }
        }
        long kept = inside.stream()
                .filter(comment -> !writer.comments().contains(comment))
                .count();
        if (keepComments && kept > 0) {
            throw new EditRefusedException(Refusal.COMMENT_LOST, document.position(node.start()));
        }
    }

    private static boolean hasProperties(YamlNode node) {
        return node.event().anchor() != null || node.event().tag() != null;
    }

    private int propertiesEnd(YamlNode node) {
        return scan.skipProperties(node.start());
    }

    private void replaceRoot(YamlNode node, ContentWriter writer, Content content) {
        if (hasProperties(node)) {
            throw new EditRefusedException(Refusal.VALUE, document.position(node.start()));
        }
        boolean collection = (content instanceof Content.Pairs pairs
                        && !pairs.entries().isEmpty())
                || (content instanceof Content.Items items && !items.items().isEmpty());
        if (!collection) {
            String inline = writer.inline(content, false);
            int start =
                    node.isBlockCollection() ? layout.ownedStart(node.entries().get(0)) : node.start();
            int end = node.isBlockCollection()
                    ? layout.tailEnd(node.entries().get(node.entries().size() - 1))
                    : node.end();
            changes.replace(start, end, inline);
            return;
        }
        writer.value("", -writer.indent(), false, content);
        StringBuilder lines = new StringBuilder();
        String lineBreak = writer.text().endsWith("\r\n") ? "\r\n" : "\n";
        writer.lines().stream().skip(1).forEach(line -> lines.append(line).append(lineBreak));
        if (node.start() == node.end()) {
            changes.insertLines(node.start() == 0 ? 0 : scan.nextLine(node.start()), lines.toString());
        } else {
            changes.replace(node.start(), node.end(), lines.substring(0, lines.length() - lineBreak.length()));
        }
    }
}
