package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an edited text back and compares it with what the edit meant to say. Runs at every edit of every user. */
final class SelfCheck {
    private SelfCheck() {}

    /** {@return the new document} Refuses when it does not say exactly what was intended. */
    static YamlDocument read(
            YamlDocument before, String text, List<YamlEvent> intended, List<String> removed, List<String> added) {
        anchors(before, intended);
        if (before.reading() == YamlDocument.Reading.ALWAYS_WHOLE) {
            return checked(before, whole(before, text), intended, removed, added);
        }
        Optional<YamlDocument> parts = PartialRead.read(before, text)
                .filter(after ->
                        problem(before, after, intended, removed, added).isEmpty());
        parts.ifPresent(RecentDocuments.OF_THREAD.get()::remember);
        return parts.orElseGet(() -> checked(before, whole(before, text), intended, removed, added));
    }

    private static YamlDocument whole(YamlDocument before, String text) {
        try {
            return before.reading() == YamlDocument.Reading.ALWAYS_WHOLE
                    ? YamlDocument.parseWhole(text)
                    : YamlDocument.parse(text);
        } catch (DocumentException e) {
            throw refused(before, e.problem());
        }
    }

    private static YamlDocument checked(
            YamlDocument before,
            YamlDocument after,
            List<YamlEvent> intended,
            List<String> removed,
            List<String> added) {
        problem(before, after, intended, removed, added).ifPresent(problem -> {
            throw refused(before, problem);
        });
        return after;
    }

    private static Optional<String> problem(
            YamlDocument before,
            YamlDocument after,
            List<YamlEvent> intended,
            List<String> removed,
            List<String> added) {
        if (!after.events().equals(intended)) {
            return Optional.of("its values differ");
        }
        return commentsAccountedFor(before.comments(), after.comments(), removed, added)
                ? Optional.empty()
                : Optional.of("its comments differ");
    }

    private static boolean commentsAccountedFor(
            List<String> before, List<String> after, List<String> removed, List<String> added) {
        int shorter = Math.min(before.size(), after.size());
        int from = 0;
        while (from < shorter && before.get(from).equals(after.get(from))) {
            from++;
        }
        int same = 0;
        while (same < shorter - from
                && before.get(before.size() - 1 - same).equals(after.get(after.size() - 1 - same))) {
            same++;
        }
        Map<String, Integer> balance = new HashMap<>();
        before.subList(from, before.size() - same).forEach(comment -> balance.merge(comment, 1, Integer::sum));
        added.forEach(comment -> balance.merge(comment, 1, Integer::sum));
        removed.forEach(comment -> balance.merge(comment, -1, Integer::sum));
        after.subList(from, after.size() - same).forEach(comment -> balance.merge(comment, -1, Integer::sum));
        return balance.values().stream().allMatch(count -> count == 0);
    }

    private static EditRefusedException refused(YamlDocument document, String detail) {
        return new EditRefusedException(Refusal.SELF_CHECK, document.position(0), detail);
    }

    /** Every alias must still mean the node that it meant: that very node, not one that says the same. */
    @SuppressWarnings("ReferenceEquality")
    private static void anchors(YamlDocument before, List<YamlEvent> intended) {
        if (intended.stream().noneMatch(event -> event.kind() == YamlEvent.Kind.ALIAS)) {
            return;
        }
        IdentityHashMap<YamlEvent, @Nullable YamlEvent> meant = bindings(before.events());
        List<YamlEvent> aliases = new ArrayList<>();
        IdentityHashMap<YamlEvent, @Nullable YamlEvent> means = bindings(intended, aliases);
        for (YamlEvent alias : aliases) {
            YamlEvent now = means.get(alias);
            YamlEvent then = meant.get(alias);
            boolean bound =
                    meant.containsKey(alias) ? now == then || putBack(before, then, intended, now) : now != null;
            if (!bound) {
                throw new EditRefusedException(Refusal.ANCHOR, before.position(0), "&" + alias.value());
            }
        }
    }

    /** The anchored node was taken out, and one that says exactly the same was put in. */
    private static boolean putBack(
            YamlDocument before, @Nullable YamlEvent then, List<YamlEvent> intended, @Nullable YamlEvent now) {
        return then != null && now != null && subtree(before.events(), then).equals(subtree(intended, now));
    }

    @SuppressWarnings("ReferenceEquality")
    private static List<YamlEvent> subtree(List<YamlEvent> events, YamlEvent start) {
        int from = 0;
        while (events.get(from) != start) {
            from++;
        }
        int depth = 0;
        for (int i = from; i < events.size(); i++) {
            YamlEvent.Kind kind = events.get(i).kind();
            if (kind == YamlEvent.Kind.MAPPING_START || kind == YamlEvent.Kind.SEQUENCE_START) {
                depth++;
            } else if (kind == YamlEvent.Kind.MAPPING_END || kind == YamlEvent.Kind.SEQUENCE_END) {
                depth--;
            }
            if (depth == 0) {
                return events.subList(from, i + 1);
            }
        }
        return List.of();
    }

    private static IdentityHashMap<YamlEvent, @Nullable YamlEvent> bindings(List<YamlEvent> events) {
        return bindings(events, new ArrayList<>());
    }

    private static IdentityHashMap<YamlEvent, @Nullable YamlEvent> bindings(
            List<YamlEvent> events, List<YamlEvent> aliases) {
        IdentityHashMap<YamlEvent, @Nullable YamlEvent> bound = new IdentityHashMap<>();
        Map<String, YamlEvent> anchors = new HashMap<>();
        for (YamlEvent event : events) {
            if (event.kind() == YamlEvent.Kind.DOCUMENT_START) {
                anchors.clear();
            }
            if (event.kind() == YamlEvent.Kind.ALIAS) {
                bound.put(event, anchors.get(event.value()));
                aliases.add(event);
            }
            String anchor = event.anchor();
            if (anchor != null) {
                anchors.put(anchor, event);
            }
        }
        return bound;
    }
}
