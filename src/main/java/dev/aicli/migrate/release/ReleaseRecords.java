package dev.aicli.migrate.release;

import dev.aicli.migrate.history.Action;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.history.Status;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.SemanticVersion;
import java.util.Optional;

/** The rows of history that tell which release is installed: a track of their own, with one target. */
public final class ReleaseRecords {
    /** What releases are recorded for. */
    public static final Subject APPLICATION = new Subject("release", "application");

    private ReleaseRecords() {}

    /**
     * {@return the row that says that a release is installed now}
     *
     * @param action {@link Action#RELEASE} when it was reached, {@link Action#BASELINE} when somebody declared it
     */
    public static Entry entry(RunStamp stamp, SemanticVersion release, Action action) {
        return Entry.declaration(stamp, APPLICATION, release.text(), action, Optional.of(release.text()));
    }

    /** {@return the row that tells last which release is installed; empty when none ever did, or it was taken back} */
    public static Optional<Entry> latest(History history) {
        return history.rows(APPLICATION).stream()
                .map(row -> row.entry())
                .filter(entry -> entry.status() == Status.SUCCESS)
                .reduce((earlier, later) -> later)
                .filter(entry ->
                        entry.headVersion().flatMap(SemanticVersion::parse).isPresent());
    }

    /** {@return the release that such a row names} */
    static SemanticVersion release(Entry entry) {
        return entry.headVersion().flatMap(SemanticVersion::parse).orElseThrow();
    }
}
