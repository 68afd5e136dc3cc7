package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.DocumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The exact text that an edit took out, and where it stood: enough to put it back, also into a file that was edited
 * elsewhere since.
 *
 * @param path of the entry that the text is
 * @param previous the sibling before it; absent when it was the first
 * @param next the sibling after it; absent when it was the last
 * @param before the text between the sibling before, or the indicator above, and the slice
 * @param after the text between the slice and the sibling after, or the end
 * @param old the text itself
 * @param left what was left standing in its place
 * @param column of the entry
 */
public record RemovedSlice(
        Kind kind,
        ConfigPath path,
        @Nullable String previous,
        @Nullable String next,
        String before,
        String after,
        String old,
        String left,
        int column) {

    /** What the text is. */
    public enum Kind {
        /** Lines of an entry of a block collection. */
        LINES,
        /** An entry of a flow collection with a comma. */
        FLOW,
        /** The whole of a collection that lost all its entries and is written empty since. */
        EMPTIED
    }

    /**
     * {@return the text without the comments that were left standing: they stay where they are now} Empty where
     * something else was left.
     */
    Optional<String> oldWithoutLeft() {
        List<String> stay = new ArrayList<>();
        for (String line : left.split("(?<=\n)", -1)) {
            if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                return Optional.empty();
            }
            stay.add(line.strip());
        }
        StringBuilder bare = new StringBuilder();
        for (String line : lines().split("(?<=\n)", -1)) {
            boolean stays = line.stripLeading().startsWith("#") && stay.remove(line.strip());
            bare.append(stays ? "" : line);
        }
        return Optional.of(bare.toString());
    }

    /**
     * {@return the text as lines of its own: from beside a dash it was taken without its line break, or up to the next
     * key}
     */
    String lines() {
        if (kind != Kind.LINES || next == null || old.endsWith("\n")) {
            return old;
        }
        if (after.startsWith("\n") || after.startsWith("\r\n")) {
            return old + after.substring(0, after.indexOf('\n') + 1);
        }
        String bare = old.stripTrailing();
        int lineBreak = old.lastIndexOf('\n');
        return lineBreak >= bare.length() ? old.substring(0, lineBreak + 1) : old;
    }

    /** {@return the comments that went with the text} */
    public List<String> comments() {
        List<String> comments = commentsIn(kind == Kind.EMPTIED ? "k:" + old : old, column);
        commentsIn(left, 0).forEach(comments::remove);
        return comments;
    }

    /**
     * {@return the comments in a piece of a block collection}
     *
     * @param column of its entries
     */
    public static List<String> commentsIn(String lines, int column) {
        for (String text : List.of(lines, " ".repeat(column) + lines)) {
            try {
                return YamlDocument.parseWhole(text).comments().stream()
                        .map(String::strip)
                        .collect(Collectors.toCollection(ArrayList::new));
            } catch (DocumentException e) {
                // What begins beside a dash is read as if it began its line.
            }
        }
        return lines.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("#"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The text may hold secrets. */
    @Override
    public String toString() {
        return "RemovedSlice[" + path + "]";
    }
}
