package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.ConfigPath;
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

    /** The text may hold secrets. */
    @Override
    public String toString() {
        return "RemovedSlice[" + path + "]";
    }
}
