package dev.aicli.migrate.config.document.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Puts exact text back between the neighbours that it had. */
final class SliceRestore {
    private final YamlDocument document;
    private final YamlLayout layout;
    private final TextChanges changes;
    private final List<String> added;
    private final String text;

    /** For finding entries only. */
    SliceRestore(YamlDocument document) {
        this(document, new YamlLayout(document), new TextChanges(document), new ArrayList<>());
    }

    SliceRestore(YamlDocument document, YamlLayout layout, TextChanges changes, List<String> added) {
        this.document = document;
        this.layout = layout;
        this.changes = changes;
        this.added = added;
        this.text = document.text();
    }

    /** {@return what an entry is known by among its siblings: a key's name, an item's place and text} */
    static String nameOf(YamlDocument document, List<YamlEntry> entries, int index) {
        YamlEntry entry = entries.get(index);
        return entry.name().map(name -> "=" + name).orElseGet(() -> "#" + index + ":" + document.source(entry.value()));
    }

    boolean restore(YamlNode collection, RemovedSlice kept, Removals removals) {
        boolean flow = kept.kind() == RemovedSlice.Kind.FLOW;
        int shift = flow ? 0 : layout.column(collection.entries().get(0).start()) - kept.column();
        RemovedSlice slice = fitted(kept, shift);
        List<YamlEntry> entries = collection.entries();
        OptionalInt previous = find(entries, slice.previous(), 0);
        OptionalInt next = find(entries, slice.next(), -1);
        String old = slice.old();
        String left = slice.left();
        int at = -1;
        int event = -1;
        boolean exact = true;
        if (previous.isPresent()
                && text.startsWith(
                        slice.before() + left, entries.get(previous.getAsInt()).end())) {
            YamlEntry entry = entries.get(previous.getAsInt());
            at = entry.end() + slice.before().length();
            event = entry.endEvent();
        } else if (previous.isPresent() && next.isEmpty() && endsAs(slice.before() + left, entries, previous)) {
            // The file has no final line break: its last line lost it together with the entry.
            if (text.endsWith("\n")) {
                changes.replace(text.length(), text.length(), lineBreak());
            }
            YamlEntry entry = entries.get(previous.getAsInt());
            at = text.length();
            event = entry.endEvent();
        } else if (next.isPresent()) {
            YamlEntry entry = entries.get(next.getAsInt());
            String before = left + slice.after();
            if (entry.start() >= before.length() && text.startsWith(before, entry.start() - before.length())) {
                at = entry.start() - before.length();
                event = entry.firstEvent();
            }
        }
        if (at < 0
                && flow
                && slice.previous() == null
                && slice.next() == null
                && entries.stream().allMatch(removals::goes)) {
            at = collection.contentStart() + 1;
            event = collection.firstEvent() + 1;
        }
        int column = flow ? 0 : layout.column(entries.get(0).start());
        boolean beside = !flow && !beginsLine(kept);
        if (at >= 0 && beside && layout.column(at) != column) {
            // It stood beside a dash, and the entries stand below theirs now.
            at = -1;
        }
        if (at < 0) {
            Optional<String> bare = flow ? Optional.empty() : slice.oldWithoutLeft();
            if (bare.isEmpty()) {
                return false;
            }
            old = bare.get();
            left = "";
            if (standsAboveFirst(entries.get(0), slice, removals)) {
                return false;
            }
            exact = false;
            YamlEntry neighbour = entries.get(
                    previous.isPresent()
                            ? previous.getAsInt()
                            : next.isPresent() ? next.getAsInt() : entries.size() - 1);
            if (previous.isPresent() || next.isEmpty()) {
                at = layout.behind(neighbour);
                event = neighbour.endEvent();
            } else if (layout.ownsLine(neighbour)) {
                at = layout.ownedStart(neighbour);
                event = neighbour.firstEvent();
            } else {
                return putBesideDash(collection, neighbour, beside ? " ".repeat(column) + old : old);
            }
            old = beside ? " ".repeat(column) + old : old;
        }
        if (exact && !flow && !old.endsWith("\n")) {
            int place = at;
            entries.stream()
                    .filter(entry -> entry.start() == place && !layout.ownsLine(entry))
                    .forEach(removals::replaced);
        }
        if (exact && !flow && left.isEmpty() && endedFile(old) && beginsLine(kept) && standsBefore(at)) {
            exact = false;
        }
        return put(collection, flow, old, exact && left.isEmpty() ? slice.lines() : old, left, at, event, exact);
    }

    /** {@return whether the file ended in the text, without a line break} */
    private static boolean endedFile(String old) {
        return !old.isBlank() && !old.endsWith("\n") && old.charAt(old.length() - 1) > ' ';
    }

    /** {@return whether something begins its line there: it was written behind the end of the file since} */
    private boolean standsBefore(int at) {
        return at > 0 && at < text.length() && text.charAt(at - 1) == '\n' && "\r\n".indexOf(text.charAt(at)) < 0;
    }

    /** The same text as a formatter would have left it: at the column of today, with the line ends of today. */
    private RemovedSlice fitted(RemovedSlice slice, int shift) {
        return new RemovedSlice(
                slice.kind(),
                slice.path(),
                slice.previous(),
                slice.next(),
                fitted(ShiftedText.below(slice.before(), shift)),
                fitted(ShiftedText.lines(slice.after(), shift)),
                fitted(
                        beginsLine(slice)
                                ? ShiftedText.lines(slice.old(), shift)
                                : ShiftedText.below(slice.old(), shift)),
                fitted(ShiftedText.lines(slice.left(), shift)),
                slice.column());
    }

    /** {@return whether the kept text is whole lines} Beside a dash it begins within one. */
    private static boolean beginsLine(RemovedSlice slice) {
        return slice.column() == 0
                || slice.old().isEmpty()
                || " \t\r\n#".indexOf(slice.old().charAt(0)) >= 0;
    }

    private String fitted(String kept) {
        return ShiftedText.withLineEndsOf(text, kept);
    }

    private boolean endsAs(String before, List<YamlEntry> entries, OptionalInt previous) {
        int end = entries.get(previous.getAsInt()).end();
        return !text.endsWith(before) && (text.substring(end) + lineBreak()).equals(before);
    }

    private String lineBreak() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    private boolean put(
            YamlNode collection,
            boolean flow,
            String old,
            String lines,
            String left,
            int at,
            int event,
            boolean exact) {
        YamlDocument read;
        YamlNode root;
        if (flow) {
            String bare = strip(old);
            read = Snippet.readAny(document, collection.isMapping() ? "{" + bare + "}" : "[" + bare + "]");
            root = read.roots().get(0);
        } else {
            int column = layout.column(collection.entries().get(0).start());
            boolean ownLine =
                    lines.startsWith(" ".repeat(column)) || lines.stripLeading().startsWith("#");
            read = Snippet.read(document, ownLine ? lines : " ".repeat(column) + lines);
            root = read.roots().get(0);
        }
        if (root.isMapping() != collection.isMapping() || root.entries().isEmpty()) {
            return false;
        }
        List<YamlEvent> events = read.events().subList(root.firstEvent() + 1, root.endEvent() - 1);
        boolean wholeLine = !flow && (old.endsWith("\n") || at >= text.length());
        if (!exact && !old.endsWith("\n")) {
            changes.insertLines(at, (flow ? old : OpenEnd.closed(old, read)) + lineBreak());
        } else if (wholeLine && left.isEmpty() && layout.column(at) == 0) {
            changes.insertLines(at, old);
        } else if (wholeLine && left.isEmpty() && at >= text.length()) {
            changes.insertLines(at, old);
        } else {
            changes.replace(at, at + left.length(), old);
        }
        changes.events(event, event, events);
        added.addAll(read.comments());
        return true;
    }

    /** {@return whether comments of the slice stand behind the dash already, where they went when it was taken out} */
    private boolean standsAboveFirst(YamlEntry first, RemovedSlice slice, Removals removals) {
        // What goes takes its comments with it.
        int end = removals.goes(first) ? layout.ownedStart(first) : first.start();
        List<String> there = document.commentsIn(first.floor(), end);
        return slice.comments().stream().anyMatch(there::contains);
    }

    /** The first entry of an item goes before the one that stands beside the dash now. */
    private boolean putBesideDash(YamlNode collection, YamlEntry neighbour, String old) {
        YamlDocument read = Snippet.read(document, old);
        YamlNode root = read.roots().get(0);
        int column = layout.column(neighbour.start());
        if (root.isMapping() != collection.isMapping() || root.entries().isEmpty()) {
            return false;
        }
        String lines = OpenEnd.closed(old, read);
        lines = lines.endsWith("\n") ? lines : lines + lineBreak();
        changes.replace(neighbour.start(), neighbour.start(), lines.stripLeading() + " ".repeat(column));
        changes.events(
                neighbour.firstEvent(),
                neighbour.firstEvent(),
                read.events().subList(root.firstEvent() + 1, root.endEvent() - 1));
        added.addAll(read.comments());
        return true;
    }

    /** The entry of a flow collection without the comma that was taken with it. */
    private static String strip(String old) {
        String bare = old.strip();
        if (bare.startsWith(",")) {
            bare = bare.substring(1);
        }
        return bare.endsWith(",") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private boolean isItem(List<YamlEntry> entries, int index, String source) {
        return index >= 0
                && index < entries.size()
                && document.source(entries.get(index).value()).equals(source);
    }

    OptionalInt find(List<YamlEntry> entries, @Nullable String name, int itemShift) {
        if (name == null) {
            return OptionalInt.empty();
        }
        if (name.startsWith("#")) {
            int colon = name.indexOf(':');
            int index = Integer.parseInt(name.substring(1, colon)) + itemShift;
            String source = name.substring(colon + 1);
            if (isItem(entries, index, source)) {
                return OptionalInt.of(index);
            }
            for (int i = 0; i < entries.size(); i++) {
                if (isItem(entries, i, source)) {
                    return OptionalInt.of(i);
                }
            }
            return OptionalInt.empty();
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name().filter(name.substring(1)::equals).isPresent()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
