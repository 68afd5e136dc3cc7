package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.dotenv.DotenvSlice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removed {@code .env} lines in a stash. */
final class DotenvSlices {
    private static final String KIND = "lines";

    private DotenvSlices() {}

    static Stash write(DotenvSlice slice) {
        return new Stash(
                        Map.of(
                                "kind", KIND,
                                "name", slice.name(),
                                "before", slice.before(),
                                "after", slice.after(),
                                "text", slice.text(),
                                "break", slice.lineBreak()),
                        List.of())
                .with("previous", slice.previous())
                .with("next", slice.next());
    }

    static Optional<DotenvSlice> read(Stash stash) {
        return stash.child(KIND)
                .map(each -> new DotenvSlice(
                        each.text("name"),
                        each.values().get("previous"),
                        each.values().get("next"),
                        each.text("before"),
                        each.text("after"),
                        each.text("text"),
                        each.text("break")));
    }

    static List<DotenvSlice> all(Stash stash) {
        return stash.children(KIND).stream()
                .flatMap(each -> read(Stash.of(List.of(each))).stream())
                .toList();
    }
}
