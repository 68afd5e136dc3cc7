package dev.aicli.migrate.backup;

import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Row;
import dev.aicli.migrate.history.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The versions that a history ends with, target by target. */
final class CurrentVersions {
    /** The ledger's rows about itself. */
    private static final String OWN_TRACK = "history";

    private CurrentVersions() {}

    /** {@return for every target that was ever recorded, its current version; empty when nothing is applied} */
    static Map<Subject, Optional<String>> bySubject(History history) {
        Map<Subject, Optional<String>> versions = new LinkedHashMap<>();
        for (Row row : history.rows()) {
            Entry entry = row.entry();
            if (!entry.subject().track().equals(OWN_TRACK)) {
                versions.put(entry.subject(), entry.headVersion());
            }
        }
        return versions;
    }

    /** {@return the same as a manifest holds it} */
    static Map<String, String> texts(History history) {
        Map<String, String> texts = new LinkedHashMap<>();
        bySubject(history)
                .forEach((subject, version) -> version.ifPresent(text -> texts.put(subject.toString(), text)));
        return texts;
    }

    /** {@return the release that was reached last} */
    static Optional<String> release(History history) {
        return history.rows().stream()
                .map(row -> row.entry().run().release())
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later);
    }
}
