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

    /** {@return the end of the entry's last line, before its line break} Refuses when other syntax follows there. */
    int tailEnd(YamlEntry entry) {
        int end = entry.end();
        int rest = scan.skipSpaces(end);
        int lineEnd = scan.lineEnd(Math.max(end, rest));
        if (rest < lineEnd && text.charAt(rest) != '#') {
            throw new EditRefusedException(Refusal.LINE_SHARED, document.position(rest));
        }
        int last = lineEnd;
        if (entry.value().isBlockCollection()) {
            int column = column(entry.start());
            int next = scan.nextLine(lineEnd);
            while (next < text.length()) {
                int first = scan.skipSpaces(next);
                if (first >= text.length() || text.charAt(first) != '#' || first - next <= column) {
                    break;
                }
                last = scan.lineEnd(first);
                next = scan.nextLine(first);
            }
        }
        return last;
    }

    /** {@return the start of the line after the entry} */
    int sliceEnd(YamlEntry entry) {
        return scan.nextLine(tailEnd(entry));
    }

    /** {@return the text after an entry's indicator, to the end of its last line; of a root, all of it} */
    String rest(YamlCursor cursor) {
        YamlEntry entry = cursor.entry();
        return entry == null ? document.source(cursor.node()) : text.substring(entry.valueStart(), restEnd(cursor));
    }

    int restEnd(YamlCursor cursor) {
        YamlEntry entry = YamlEdit.entry(cursor);
        boolean inFlow = Objects.requireNonNull(cursor.parent()).node().isFlowCollection();
        return inFlow ? entry.end() : tailEnd(entry);
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
        int end = flow ? entry.end() : tailEnd(entry);
        List<String> lines = lines(entry.valueStart(), end);
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
