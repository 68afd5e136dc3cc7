package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.DocumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a text that an edit changed, by reading only those entries of its root mapping that the edit touched; the
 * others are taken over.
 *
 * <p>An entry that begins in column 0 with a key ends whatever stood before it, and what it says does not depend on it;
 * so the entries of such a mapping read the same alone and together. Where a document is written in any other way, it
 * is read as a whole.
 */
final class PartialRead {
    private static final int BLOCK = 64;

    private final YamlDocument before;
    private final String text;

    private PartialRead(YamlDocument before, String text) {
        this.before = before;
        this.text = text;
    }

    /** {@return the document that the text is; empty when it has to be read as a whole, valid or not} */
    static Optional<YamlDocument> read(YamlDocument before, String text) {
        return text.length() <= RecentDocuments.LONGEST && separable(before)
                ? new PartialRead(before, text).read()
                : Optional.empty();
    }

    /** {@return whether it is one mapping, without directives and document markers, and its keys stand in column 0} */
    private static boolean separable(YamlDocument document) {
        if (document.roots().size() != 1) {
            return false;
        }
        List<YamlEvent> events = document.events();
        YamlNode root = document.roots().get(0);
        if (!root.isBlockCollection()
                || !root.isMapping()
                || root.start() != root.contentStart()
                || root.event().anchor() != null
                || root.event().tag() != null
                || !events.get(0).equals(YamlEvent.DOCUMENT_START)
                || !events.get(events.size() - 1).equals(YamlEvent.DOCUMENT_END)) {
            return false;
        }
        return root.entries().stream()
                .allMatch(entry -> entry.name().isPresent()
                        && entry.indicator() >= 0
                        && beginsLine(document.text(), entry.start()));
    }

    private static boolean beginsLine(String text, int at) {
        return at == 0 || text.charAt(at - 1) == '\n' || (at == 1 && text.charAt(0) == '\uFEFF');
    }

    /** The entries that an edit touched, and their place in the text before; the text after is longer by the shift. */
    private record Cut(int first, int next, int from, int to, int shift) {}

    private Optional<YamlDocument> read() {
        Cut cut = cut();
        int length = cut.to() + cut.shift() - cut.from();
        return length <= 0 || length > text.length() / 4 * 3
                ? Optional.empty()
                : part(cut).flatMap(part -> joined(cut, part));
    }

    private Cut cut() {
        String old = before.text();
        int shift = text.length() - old.length();
        char[] was = old.toCharArray();
        char[] is = text.toCharArray();
        int same = sameAtStart(was, is);
        int end = was.length - sameAtEnd(was, is, Math.min(was.length, is.length) - same);
        List<YamlEntry> entries = before.roots().get(0).entries();
        int first = 0;
        // What is put directly before a key may belong to the entry above it.
        while (first + 1 < entries.size() && entries.get(first + 1).start() < same) {
            first++;
        }
        int next = first + 1;
        while (next < entries.size()
                && (entries.get(next).start() < end
                        || !beginsLine(text, entries.get(next).start() + shift))) {
            next++;
        }
        return new Cut(
                first,
                next,
                first == 0 ? 0 : entries.get(first).start(),
                next == entries.size() ? old.length() : entries.get(next).start(),
                shift);
    }

    private static int sameAtStart(char[] was, char[] is) {
        int at = Arrays.mismatch(was, is);
        return at < 0 ? was.length : at;
    }

    private static int sameAtEnd(char[] was, char[] is, int most) {
        int same = 0;
        // The machine compares many characters at once, but only forwards.
        while (same + BLOCK <= most && sameAtEnd(was, is, same, BLOCK)) {
            same += BLOCK;
        }
        while (same < most && sameAtEnd(was, is, same, 1)) {
            same++;
        }
        return same;
    }

    private static boolean sameAtEnd(char[] was, char[] is, int behind, int length) {
        int wasEnd = was.length - behind;
        int isEnd = is.length - behind;
        return Arrays.equals(was, wasEnd - length, wasEnd, is, isEnd - length, isEnd);
    }

    private Optional<YamlDocument> part(Cut cut) {
        if (cut.from() > 0 && text.charAt(cut.from()) == '\uFEFF') {
            return Optional.empty();
        }
        try {
            YamlDocument part = YamlReader.read(text.substring(cut.from(), cut.to() + cut.shift()));
            return separable(part) ? Optional.of(part) : Optional.empty();
        } catch (DocumentException e) {
            return Optional.empty();
        }
    }

    private Optional<YamlDocument> joined(Cut cut, YamlDocument part) {
        List<YamlEntry> old = before.roots().get(0).entries();
        List<YamlEntry> read = part.roots().get(0).entries();
        int partEvents = part.events().size() - 4;
        int eventsFrom = old.get(cut.first()).firstEvent();
        int eventsTo = old.get(cut.next() - 1).endEvent();

        List<YamlEvent> events = new ArrayList<>(before.events().size() + partEvents);
        events.addAll(before.events().subList(0, eventsFrom));
        events.addAll(part.events().subList(2, 2 + partEvents));
        events.addAll(before.events().subList(eventsTo, before.events().size()));

        List<YamlEntry> entries = new ArrayList<>(old.subList(0, cut.first()));
        for (YamlEntry entry : read) {
            add(entries, entry.shifted(cut.from(), eventsFrom - 2));
        }
        for (YamlEntry entry : old.subList(cut.next(), old.size())) {
            add(entries, entry.shifted(cut.shift(), eventsFrom + partEvents - eventsTo));
        }
        if (!distinct(entries)) {
            return Optional.empty();
        }
        YamlNode.YamlCollection root = new YamlNode.YamlCollection(
                entries.get(0).start(),
                entries.get(0).start(),
                entries.get(entries.size() - 1).end(),
                1,
                events.size() - 1,
                before.roots().get(0).event(),
                false,
                List.copyOf(entries));
        return Optional.of(
                new YamlDocument(text, List.of(root), events, comments(cut, part), YamlDocument.Reading.PARTS));
    }

    /** An entry's floor is in the entry before it. */
    private static void add(List<YamlEntry> entries, YamlEntry entry) {
        entries.add(
                entries.isEmpty()
                        ? entry
                        : entry.above(entries.get(entries.size() - 1).end()));
    }

    private static boolean distinct(List<YamlEntry> entries) {
        Set<String> names = new HashSet<>();
        for (YamlEntry entry : entries) {
            String name = entry.name().orElseThrow();
            if (!names.add(name)) {
                return false;
            }
        }
        return true;
    }

    private List<int[]> comments(Cut cut, YamlDocument part) {
        List<int[]> comments = new ArrayList<>();
        for (int[] comment : before.commentSpans()) {
            if (comment[0] < cut.from()) {
                comments.add(comment);
            }
        }
        for (int[] comment : part.commentSpans()) {
            comments.add(new int[] {comment[0] + cut.from(), comment[1] + cut.from()});
        }
        for (int[] comment : before.commentSpans()) {
            if (comment[0] >= cut.to()) {
                comments.add(new int[] {comment[0] + cut.shift(), comment[1] + cut.shift()});
            }
        }
        return comments;
    }
}
