package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.PathStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Writes anew what was taken out of braces that a formatter made lines of since, or out of lines that are braces now.
 */
final class SliceRewrite {
    private final YamlEdit edit;
    private final YamlDocument document;

    SliceRewrite(YamlEdit edit) {
        this.edit = edit;
        this.document = edit.document();
    }

    /** {@return false when that cannot be done; then nothing has changed} */
    boolean restore(YamlCursor root, RemovedSlice slice) {
        if (slice.kind() == RemovedSlice.Kind.EMPTIED) {
            return false;
        }
        Optional<YamlCursor> found = YamlPaths.one(root, slice.path().parent());
        boolean flow = slice.kind() == RemovedSlice.Kind.FLOW;
        boolean key = slice.path().last() instanceof PathStep.Key;
        if (found.isEmpty()
                || found.get().node().entries().isEmpty()
                || found.get().node().isFlowCollection() == flow
                || !(key ? found.get().node().isMapping() : found.get().node().isSequence())) {
            return false;
        }
        Optional<List<Map.Entry<String, Content>>> entries = entries(slice, flow, key);
        if (entries.isEmpty()) {
            return false;
        }
        put(found.get(), slice, key, entries.get());
        return true;
    }

    private void put(YamlCursor collection, RemovedSlice slice, boolean key, List<Map.Entry<String, Content>> entries) {
        List<YamlEntry> siblings = collection.node().entries();
        SliceRestore places = new SliceRestore(document);
        OptionalInt previous = places.find(siblings, slice.previous(), 0);
        OptionalInt next = places.find(siblings, slice.next(), -1);
        boolean first = slice.previous() == null;
        int index = previous.orElse(next.orElse(first ? 0 : siblings.size() - 1));
        boolean after = previous.isPresent() || (next.isEmpty() && !first);
        List<String> comments = slice.comments();
        for (Map.Entry<String, Content> entry : entries) {
            @Nullable String name = key ? entry.getKey() : null;
            edit.insert(collection, index, after, name, new Content.NewEntry(entry.getValue(), comments));
            comments = List.of();
        }
    }

    private Optional<List<Map.Entry<String, Content>>> entries(RemovedSlice slice, boolean flow, boolean key) {
        try {
            YamlDocument read = flow ? ofFlow(slice.old().strip(), key) : ofLines(slice);
            List<Map.Entry<String, Content>> entries = new ArrayList<>();
            for (YamlEntry entry : read.roots().get(0).entries()) {
                if (key && entry.name().isEmpty()) {
                    return Optional.empty();
                }
                entries.add(Map.entry(entry.name().orElse(""), Content.styled(read, entry.value())));
            }
            return Optional.of(entries).filter(all -> !all.isEmpty());
        } catch (EditRefusedException e) {
            // An anchor or a tag: only its own text says all of it.
            return Optional.empty();
        }
    }

    private YamlDocument ofFlow(String old, boolean key) {
        String bare = old.startsWith(",") ? old.substring(1) : old;
        bare = bare.endsWith(",") ? bare.substring(0, bare.length() - 1) : bare;
        return Snippet.readAny(document, key ? "{" + bare + "}" : "[" + bare + "]");
    }

    private YamlDocument ofLines(RemovedSlice slice) {
        String old = slice.oldWithoutLeft().orElse(slice.old());
        boolean begins = old.isEmpty() || " \t\r\n#".indexOf(old.charAt(0)) >= 0;
        return Snippet.read(document, begins ? old : " ".repeat(slice.column()) + old);
    }
}
