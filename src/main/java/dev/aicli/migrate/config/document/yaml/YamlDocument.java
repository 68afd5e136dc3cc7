package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.TextPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A YAML file as it was written: its text, and a tree of spans for each document in it.
 *
 * <p>It is never written from the tree. An edit changes the text between some offsets and reads the result back; see
 * {@link YamlEdit}.
 */
public final class YamlDocument {
    private final String text;
    private final SourceScan scan;
    private final List<YamlNode> roots;
    private final List<YamlEvent> events;
    private final List<int[]> comments;
    private final Reading reading;

    YamlDocument(String text, List<YamlNode> roots, List<YamlEvent> events, List<int[]> comments, Reading reading) {
        this.text = text;
        this.scan = new SourceScan(text);
        this.roots = List.copyOf(roots);
        this.events = events;
        this.comments = comments;
        this.reading = reading;
    }

    /** How a document came about, and how those come about that are made of it by edits. */
    enum Reading {
        /** The text was read as a whole; after an edit only what it touched is read. */
        WHOLE,
        /** What an edit did not touch was taken over from the document before. */
        PARTS,
        /** The text was read as a whole, and so it is after each edit. */
        ALWAYS_WHOLE
    }

    /** {@return the document that the text is} Throws {@link DocumentException} with the place when it is none. */
    public static YamlDocument parse(String text) {
        return RecentDocuments.OF_THREAD.get().parse(text);
    }

    /** As {@link #parse}; and after each edit the whole text is read again, whatever the edit touched. */
    public static YamlDocument parseWhole(String text) {
        return YamlReader.read(text, Reading.ALWAYS_WHOLE);
    }

    /**
     * {@return whether the text reads as what its last edit left} It was compared with what was meant at each edit, but
     * where an edit touched a part only, that part was read alone. To be asked before the text is written anywhere.
     */
    public static boolean confirmed(String text) {
        return RecentDocuments.OF_THREAD.get().confirmed(text);
    }

    /** {@return whether all of it is the same, to the place of each node and comment} */
    boolean sameAs(YamlDocument other) {
        return text.equals(other.text)
                && events.equals(other.events)
                && roots.equals(other.roots)
                && Arrays.deepEquals(comments.toArray(), other.comments.toArray());
    }

    Reading reading() {
        return reading;
    }

    /** {@return where the comments stand, as offset and end} */
    List<int[]> commentSpans() {
        return comments;
    }

    public String text() {
        return text;
    }

    /** {@return the root node of each document in the file; none when there are only comments} */
    public List<YamlNode> roots() {
        return roots;
    }

    /** {@return the events, from the first document's start to the last one's end} */
    public List<YamlEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /** {@return the events of a node, its own and those below it} */
    public List<YamlEvent> events(YamlNode node) {
        return events.subList(node.firstEvent(), node.endEvent());
    }

    /** {@return every comment, from '#' to the end of its line, in order} */
    public List<String> comments() {
        return commentsIn(0, text.length());
    }

    /** {@return the comments that begin in that part of the text} */
    List<String> commentsIn(int from, int to) {
        int low = 0;
        int high = comments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (comments.get(middle)[0] < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<String> found = new ArrayList<>();
        for (int i = low; i < comments.size() && comments.get(i)[0] < to; i++) {
            found.add(text.substring(comments.get(i)[0], comments.get(i)[1]));
        }
        return found;
    }

    SourceScan scan() {
        return scan;
    }

    /** {@return the source text of a node, anchor and tag included} */
    public String source(YamlNode node) {
        return text.substring(node.start(), node.end());
    }

    public TextPosition position(int offset) {
        return TextPosition.at(text, offset);
    }

    /** Lengths only: the text may hold secrets. */
    @Override
    public String toString() {
        return "YamlDocument[" + text.length() + " characters, " + roots.size() + " documents]";
    }
}
