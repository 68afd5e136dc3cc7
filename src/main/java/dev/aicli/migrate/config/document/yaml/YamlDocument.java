package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.TextPosition;
import java.util.ArrayList;
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

    YamlDocument(String text, List<YamlNode> roots, List<YamlEvent> events, List<int[]> comments) {
        this.text = text;
        this.scan = new SourceScan(text);
        this.roots = List.copyOf(roots);
        this.events = events;
        this.comments = comments;
    }

    /** {@return the document that the text is} Throws {@link DocumentException} with the place when it is none. */
    public static YamlDocument parse(String text) {
        return RecentDocuments.OF_THREAD.get().parse(text);
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
