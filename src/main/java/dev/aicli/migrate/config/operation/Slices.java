package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.yaml.RemovedSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Removed text in a stash. */
final class Slices {
    private static final String KIND = "slice";

    private Slices() {}

    static List<Stash> write(List<RemovedSlice> slices) {
        return slices.stream().map(Slices::write).toList();
    }

    private static Stash write(RemovedSlice slice) {
        return new Stash(
                        Map.of(
                                "kind", KIND,
                                "is", slice.kind().name(),
                                "path", path(slice.path()),
                                "before", slice.before(),
                                "after", slice.after(),
                                "old", slice.old(),
                                "left", slice.left(),
                                "column", Integer.toString(slice.column())),
                        List.of())
                .with("previous", slice.previous())
                .with("next", slice.next());
    }

    static List<RemovedSlice> read(Stash stash) {
        return stash.children(KIND).stream()
                .map(each -> new RemovedSlice(
                        RemovedSlice.Kind.valueOf(each.text("is")),
                        path(each.text("path")),
                        each.values().get("previous"),
                        each.values().get("next"),
                        each.text("before"),
                        each.text("after"),
                        each.text("old"),
                        each.text("left"),
                        Integer.parseInt(each.text("column"))))
                .toList();
    }

    /** {@return the comments that went with what was removed} */
    static List<String> comments(List<RemovedSlice> slices) {
        List<String> comments = new ArrayList<>();
        slices.forEach(slice -> comments.addAll(slice.comments()));
        return comments;
    }

    /**
     * {@return the comments that went with what was removed and were written nowhere else}
     *
     * @param inserted what was written, see {@link Place#record}
     */
    static List<String> commentsKept(List<RemovedSlice> slices, List<Stash> inserted) {
        List<String> comments = comments(slices);
        inserted.forEach(
                record -> RemovedSlice.commentsIn(record.text("lines"), 0).forEach(comments::remove));
        return comments;
    }

    static String path(ConfigPath path) {
        return path.toString();
    }

    static ConfigPath path(String text) {
        return text.isEmpty() ? ConfigPath.ROOT : ConfigPath.parse(text);
    }
}
