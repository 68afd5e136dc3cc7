package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the nodes that a path names. Aliases are leaves: what they refer to stands elsewhere. */
public final class YamlPaths {
    /**
     * A node that a path names.
     *
     * @param bindings what each wildcard of the path stands for here
     */
    public record Match(YamlCursor cursor, List<PathStep> bindings) {}

    private YamlPaths() {}

    /** {@return the nodes in document order} */
    public static List<Match> find(YamlCursor from, ConfigPath path) {
        List<Match> found = List.of(new Match(from, List.of()));
        for (PathStep step : path.steps()) {
            List<Match> next = new ArrayList<>();
            for (Match match : found) {
                follow(match, step, next);
            }
            found = next;
        }
        return found;
    }

    /** {@return the one node that a path without wildcards names} */
    public static Optional<YamlCursor> one(YamlCursor from, ConfigPath path) {
        List<Match> found = find(from, path);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0).cursor());
    }

    /** {@return the node at the same path in another state of the file} */
    static Optional<YamlCursor> same(YamlDocument other, YamlCursor cursor) {
        YamlCursor root = cursor;
        for (YamlCursor above = root.parent(); above != null; above = above.parent()) {
            root = above;
        }
        return root.index() < other.roots().size()
                ? one(new YamlCursor(null, null, other.roots().get(root.index()), root.index()), cursor.path())
                : Optional.empty();
    }

    /** Throws when the way along the path leads through an alias, so that what is missing may only seem to be. */
    public static void refuseAliases(YamlDocument document, YamlCursor from, ConfigPath path) {
        ConfigPath shorter = path;
        while (!shorter.isRoot()) {
            shorter = shorter.parent();
            for (Match match : find(from, shorter)) {
                if (match.cursor().node() instanceof YamlNode.YamlAlias alias) {
                    throw new EditRefusedException(Refusal.ALIAS, document.position(alias.start()));
                }
            }
        }
    }

    private static void follow(Match match, PathStep step, List<Match> into) {
        YamlCursor cursor = match.cursor();
        YamlNode node = cursor.node();
        List<YamlEntry> entries = node.entries();
        if (node instanceof YamlNode.YamlCollection && YamlValues.isPlaceholder(node)) {
            return;
        }
        if (step instanceof PathStep.Key key && node.isMapping()) {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).name().filter(key.name()::equals).isPresent()) {
                    into.add(new Match(cursor.child(i), match.bindings()));
                }
            }
        } else if (step instanceof PathStep.Index index && node.isSequence()) {
            int at = index.position() < 0 ? entries.size() + index.position() : index.position();
            if (at >= 0 && at < entries.size()) {
                into.add(new Match(cursor.child(at), match.bindings()));
            }
        } else if (step instanceof PathStep.Any) {
            for (int i = 0; i < entries.size(); i++) {
                if (node.isSequence() || entries.get(i).name().isPresent()) {
                    bind(match, cursor.child(i), into);
                }
            }
        } else if (step instanceof PathStep.Where where && node.isSequence()) {
            for (int i = 0; i < entries.size(); i++) {
                YamlCursor child = cursor.child(i);
                boolean fits = find(child, ConfigPath.of(where.key())).stream()
                        .anyMatch(field -> field.cursor()
                                .node()
                                .scalarValue()
                                .filter(where.value()::equals)
                                .isPresent());
                if (fits) {
                    bind(match, child, into);
                }
            }
        }
    }

    private static void bind(Match match, YamlCursor child, List<Match> into) {
        List<PathStep> bindings = new ArrayList<>(match.bindings());
        bindings.add(child.step());
        into.add(new Match(child, bindings));
    }
}
