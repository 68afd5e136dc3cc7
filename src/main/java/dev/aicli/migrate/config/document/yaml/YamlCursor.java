package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.PathStep;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A node and the way to it.
 *
 * @param parent absent for a document's root
 * @param entry the pair or item whose value the node is; absent for a root
 * @param index of the entry among its siblings, or of the document in the file
 */
public record YamlCursor(
        @Nullable YamlCursor parent, @Nullable YamlEntry entry, YamlNode node, int index) {

    /** {@return the cursor of an entry's value} */
    public YamlCursor child(int childIndex) {
        YamlEntry child = node.entries().get(childIndex);
        return new YamlCursor(this, child, child.value(), childIndex);
    }

    /** {@return the cursors of all entries' values} */
    public List<YamlCursor> children() {
        return IntStream.range(0, node.entries().size()).mapToObj(this::child).toList();
    }

    /** {@return the step that leads here from the parent} */
    public PathStep step() {
        YamlEntry own = entry;
        if (own == null) {
            return new PathStep.Index(index);
        }
        return own.keyNode() == null
                ? new PathStep.Index(index)
                : new PathStep.Key(own.name().orElse(""));
    }

    /** {@return how many nodes are above} */
    int depth() {
        int depth = 0;
        for (YamlCursor above = parent; above != null; above = above.parent()) {
            depth++;
        }
        return depth;
    }

    /** {@return the concrete path from the document's root} */
    public ConfigPath path() {
        YamlCursor above = parent;
        return above == null ? ConfigPath.ROOT : above.path().then(step());
    }

    /** Spans only: values may be secrets. */
    @Override
    public String toString() {
        return "YamlCursor[" + node.start() + "-" + node.end() + "]";
    }
}
