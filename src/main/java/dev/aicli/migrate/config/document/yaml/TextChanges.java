package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changes of one text and of its events, all in terms of the text before; put together at the end. */
final class TextChanges {
    /** What takes the place of some text. Whole lines start on a line of their own wherever they are put. */
    private record Change(int start, int end, String text, boolean lines) {}

    /** What takes the place of some events. */
    private record EventChange(int start, int end, List<YamlEvent> events) {}

    private final YamlDocument document;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Integer, Integer> placed = new HashMap<>();
    private String dropped = "";
    private final List<EventChange> eventChanges = new ArrayList<>();

    TextChanges(YamlDocument document) {
        this.document = document;
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    void replace(int start, int end, String text) {
        changes.add(new Change(start, end, text, false));
    }

    void insertLines(int at, String text) {
        changes.add(new Change(at, at, text, true));
    }

    void events(int start, int end, List<YamlEvent> events) {
        eventChanges.add(new EventChange(start, end, events));
    }

    /** {@return the comments that stand in what is taken out} */
    List<String> removedComments() {
        List<String> removed = new ArrayList<>();
        for (Change change : changes) {
            removed.addAll(document.commentsIn(change.start(), change.end()));
        }
        return removed;
    }

    /** {@return that part of the text as it will be} */
    String after(int from, int to) {
        StringBuilder result = new StringBuilder();
        int at = from;
        List<Change> ordered = new ArrayList<>(changes);
        ordered.sort(Comparator.comparingInt(Change::start).thenComparing(change -> change.end() > change.start()));
        for (Change change : ordered) {
            if (change.start() >= at && change.end() <= to) {
                result.append(document.text(), at, change.start()).append(change.text());
                at = change.end();
            }
        }
        return result.append(document.text(), at, Math.max(at, to)).toString();
    }

    /** {@return the final line break that the new text lost because the old one has none} After {@link #apply}. */
    String dropped() {
        return dropped;
    }

    /**
     * {@return where, in the new text, that is which was put in place of a part of the old one} After {@link #apply}.
     */
    int placeOf(int start) {
        Integer place = placed.get(start);
        if (place != null) {
            return place;
        }
        throw new IllegalStateException("no such change");
    }

    /** {@return whether the text ends in something that stays from that offset on, and more is put behind it} */
    boolean appendBehind(int offset) {
        int length = document.text().length();
        return changes.stream().noneMatch(change -> change.start() < length && change.end() > offset)
                && changes.stream()
                        .anyMatch(change ->
                                change.start() == length && !change.text().isEmpty());
    }

    /**
     * Makes the changes.
     *
     * @param closed whether the text gets a final line break also where it had none before
     */
    String apply(String lineBreak, boolean closed) {
        dropped = "";
        String text = document.text();
        List<Change> ordered = new ArrayList<>(changes);
        ordered.sort(Comparator.comparingInt(Change::start).thenComparing(change -> change.end() > change.start()));
        StringBuilder result = new StringBuilder(text.length() + 256);
        int from = 0;
        for (Change change : ordered) {
            if (change.start() < from) {
                throw new EditRefusedException(
                        Refusal.SELF_CHECK, document.position(change.start()), "two changes overlap");
            }
            if (change.end() > text.length()) {
                throw new EditRefusedException(
                        Refusal.SELF_CHECK, document.position(0), "a change lies beyond the end");
            }
            result.append(text, from, change.start());
            boolean atLineStart = result.length() == 0
                    || result.charAt(result.length() - 1) == '\n'
                    || (result.length() == 1 && result.charAt(0) == '\uFEFF');
            if (change.lines() && !atLineStart) {
                result.append(lineBreak);
            }
            result.append(change.text());
            if (change.end() > change.start()) {
                placed.put(change.start(), result.length() - change.text().length());
            }
            from = change.end();
        }
        result.append(text, from, text.length());
        boolean endTouched = !ordered.isEmpty() && from == text.length();
        if (endTouched && !closed && !text.isEmpty() && !text.endsWith("\n")) {
            String whole = result.toString();
            dropFinalBreak(result);
            dropped = whole.substring(result.length());
        }
        return result.toString();
    }

    private static void dropFinalBreak(StringBuilder result) {
        int end = result.length();
        if (end > 0 && result.charAt(end - 1) == '\n') {
            result.setLength(end > 1 && result.charAt(end - 2) == '\r' ? end - 2 : end - 1);
        }
    }

    /** {@return the events that the changed text must read back as} */
    List<YamlEvent> intended() {
        List<EventChange> ordered = new ArrayList<>(eventChanges);
        ordered.sort(
                Comparator.comparingInt(EventChange::start).thenComparing(change -> change.end() > change.start()));
        List<YamlEvent> base = document.events();
        List<YamlEvent> intended = new ArrayList<>(base.size() + 16);
        int from = 0;
        for (EventChange change : ordered) {
            if (change.start() < from) {
                throw new EditRefusedException(
                        Refusal.SELF_CHECK, document.position(0), "two changes of the tree overlap");
            }
            intended.addAll(base.subList(from, change.start()));
            intended.addAll(change.events());
            from = change.end();
        }
        intended.addAll(base.subList(from, base.size()));
        return intended;
    }
}
