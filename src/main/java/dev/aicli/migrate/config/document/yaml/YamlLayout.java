package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which lines belong to an entry. Comment lines directly above it and the comment at its end do. */
final class YamlLayout {
    private final YamlDocument document;
    private final String text;
    private final SourceScan scan;

    YamlLayout(YamlDocument document) {
        this.document = document;
        this.text = document.text();
        this.scan = document.scan();
    }

    int column(int offset) {
        return offset - scan.lineStart(offset);
    }

    /** {@return whether nothing stands before the entry on its line} */
    boolean ownsLine(YamlEntry entry) {
        int start = scan.lineStart(entry.start());
        return scan.skipSpaces(start) >= entry.start();
    }

    /** {@return where the entry's own comments start, or its line, or (sharing the line with a dash) the entry} */
    int ownedStart(YamlEntry entry) {
        if (!ownsLine(entry)) {
            return entry.start();
        }
        int column = column(entry.start());
        int floor = entry.floor() <= 1 && scan.lineStart(entry.floor()) == entry.floor()
                ? entry.floor()
                : scan.nextLine(entry.floor());
        int start = scan.lineStart(entry.start());
        while (start > floor) {
            int above = scan.lineStart(start - 1);
            int first = scan.skipSpaces(above);
            if (above < floor || text.charAt(first) != '#' || first - above > column) {
                break;
            }
            start = above;
        }
        return start;
    }

    /**
     * {@return the end of the last line that belongs to the entry: comment lines directly below it that are indented
     * deeper are its own}
     */
    int ownedEnd(YamlEntry entry) {
        return deeperComments(tailEnd(entry), column(entry.start()));
    }

    /** {@return the end of the last of the comment lines directly below that are indented deeper than the column} */
    int deeperComments(int lineEnd, int column) {
        int last = lineEnd;
        int next = scan.nextLine(lineEnd);
        while (isDeeperComment(next, column)) {
            last = scan.lineEnd(next);
            next = scan.nextLine(next);
        }
        return last;
    }

    private boolean isDeeperComment(int line, int column) {
        int first = scan.skipSpaces(line);
        return line < text.length() && first < text.length() && text.charAt(first) == '#' && first - line > column;
    }

    /** {@return where something new goes behind an entry: behind all comments below it that are indented deeper} */
    int behind(YamlEntry entry) {
        int column = column(entry.start());
        int last = ownedEnd(entry);
        int line = scan.nextLine(last);
        while (line < text.length()) {
            if (isDeeperComment(line, column)) {
                last = scan.lineEnd(line);
            } else if (!scan.isBlank(scan.skipSpaces(line))) {
                break;
            }
            line = scan.nextLine(line);
        }
        return scan.nextLine(last);
    }

    /** {@return the end of the entry's last line, before its line break} Refuses when other syntax follows there. */
    int tailEnd(YamlEntry entry) {
        int lineEnd = lastLineEnd(entry);
        return entry.value().isBlockCollection() ? deeperComments(lineEnd, column(entry.start())) : lineEnd;
    }

    /** As {@link #tailEnd}, without the comments below. */
    int lastLineEnd(YamlEntry entry) {
        int end = entry.end();
        int rest = scan.skipSpaces(end);
        int lineEnd = scan.lineEnd(Math.max(end, rest));
        if (rest < lineEnd && text.charAt(rest) != '#') {
            throw new EditRefusedException(Refusal.LINE_SHARED, document.position(rest));
        }
        return lineEnd;
    }

    /** {@return the start of the line after the entry} */
    int sliceEnd(YamlEntry entry) {
        return scan.nextLine(ownedEnd(entry));
    }

    /** {@return the text after an entry's indicator, to the end of its last line; of a root, all of it} */
    String rest(YamlCursor cursor) {
        YamlEntry entry = cursor.entry();
        return entry == null ? document.source(cursor.node()) : text.substring(entry.valueStart(), restEnd(cursor));
    }

    /** {@return the comments that stand among the lines of a block collection, but for the one beside its key} */
    List<String> commentsInside(YamlCursor cursor) {
        YamlEntry entry = YamlEdit.entry(cursor);
        int from = entry.valueStart();
        boolean beside = scan.lineStart(cursor.node().start()) == scan.lineStart(from);
        return document.commentsIn(beside ? from : scan.lineEnd(from), lastLineEnd(entry));
    }

    /** {@return the end of what belongs to an entry} */
    int wholeEnd(YamlCursor cursor) {
        YamlEntry entry = YamlEdit.entry(cursor);
        return Objects.requireNonNull(cursor.parent()).node().isFlowCollection() ? entry.end() : ownedEnd(entry);
    }

    int restEnd(YamlCursor cursor) {
        YamlEntry entry = YamlEdit.entry(cursor);
        boolean inFlow = Objects.requireNonNull(cursor.parent()).node().isFlowCollection();
        return inFlow ? entry.end() : ownedEnd(entry);
    }

    /** {@return the entry's text, ready to be put elsewhere} */
    Fragment fragment(YamlCursor cursor, boolean wide) {
        YamlEntry entry = Objects.requireNonNull(cursor.entry());
        YamlNode value = entry.value();
        YamlCursor parent = Objects.requireNonNull(cursor.parent());
        boolean flow = parent.node().isFlowCollection();
        if (entry.complex()) {
            throw new EditRefusedException(Refusal.COMPLEX_KEY, document.position(entry.start()));
        }
        if (flow && parent.node() instanceof YamlNode.YamlCollection collection && collection.singlePair()) {
            throw new EditRefusedException(Refusal.SINGLE_PAIR, document.position(entry.start()));
        }
        int end = flow ? entry.end() : ownedEnd(entry);
        List<String> lines = lines(entry.valueStart(), end);
        if (value.end() == text.length() && OpenEnd.find(document) == value.contentStart()) {
            int at = value.contentStart() - entry.valueStart();
            String head = lines.get(0);
            int indicators = OpenEnd.indicatorsEnd(head, at);
            lines.set(
                    0,
                    head.substring(0, at)
                            + OpenEnd.stripping(head.substring(at, indicators))
                            + head.substring(indicators));
        }
        int from = flow ? entry.start() : ownedStart(entry);
        List<String> above = List.of();
        if (!flow && ownsLine(entry)) {
            int wideFrom = Math.min(from, scan.nextLine(entry.floor()));
            from = wide && entry.floor() > 1 ? wideFrom : from;
            int line = scan.lineStart(entry.start());
            above = from < line ? lines(from, lineBreakBefore(line)) : List.of();
        }
        boolean block = value.isBlockCollection();
        int valueColumn = block ? column(value.entries().get(0).start()) : -1;
        boolean compact = block && scan.lineStart(value.entries().get(0).start()) == scan.lineStart(entry.start());
        YamlNode key = entry.keyNode();
        return new Fragment(
                above,
                column(entry.start()),
                key == null ? null : text.substring(key.start(), key.end()),
                key == null ? null : key.event(),
                key == null || entry.indicator() < 0 ? "" : text.substring(key.end(), entry.indicator()),
                flow && !lines.get(0).startsWith(" ") && !lines.get(0).isEmpty() ? " " + lines.get(0) : lines.get(0),
                lines.subList(1, lines.size()),
                valueColumn,
                compact,
                List.copyOf(document.events(value)),
                document.commentsIn(from, end));
    }

    private int lineBreakBefore(int lineStart) {
        int end = lineStart - 1;
        return end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private List<String> lines(int from, int to) {
        List<String> lines = new ArrayList<>();
        int start = from;
        while (true) {
            int end = Math.min(scan.lineEnd(start), to);
            lines.add(text.substring(start, Math.max(start, end)));
            int next = scan.nextLine(start);
            if (next > to || end >= to || (next >= text.length() && next != to)) {
                return lines;
            }
            start = next;
        }
    }
}
