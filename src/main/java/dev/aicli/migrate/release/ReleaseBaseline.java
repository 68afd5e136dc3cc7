package dev.aicli.migrate.release;

import dev.aicli.migrate.config.ConfigTrack;
import dev.aicli.migrate.engine.LockWait;
import dev.aicli.migrate.engine.Track;
import dev.aicli.migrate.history.Action;
import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.schema.SchemaTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Declares that a release is installed, where it was installed by other means. What has no version yet is declared to
 * be at the release's; what has another one stands in the way.
 */
public final class ReleaseBaseline {
    private final Ledger ledger;
    private final Optional<SchemaTrack> schema;
    private final Optional<ConfigTrack> config;
    private final Supplier<RunLock> locks;
    private final LockWait wait;

    public ReleaseBaseline(
            Ledger ledger,
            Optional<SchemaTrack> schema,
            Optional<ConfigTrack> config,
            Supplier<RunLock> locks,
            LockWait wait) {
        this.ledger = ledger;
        this.schema = schema;
        this.config = config;
        this.locks = locks;
        this.wait = wait;
    }

    /**
     * Records it: the release, and the versions that nothing told yet.
     *
     * @throws UsageException when history knows a release already, or a version is another one than the release's
     */
    public List<Entry> declare(Release release, RunStamp stamp) {
        entries(release, stamp, ledger.read());
        try (RunLock lock = locks.get()) {
            wait.acquire(lock);
            History history = ledger.read();
            List<Entry> entries = entries(release, stamp, history);
            ledger.prepareTables(stamp, history);
            ledger.recordAll(entries);
            return entries;
        }
    }

    private List<Entry> entries(Release release, RunStamp stamp, History history) {
        ReleaseRecords.latest(history).ifPresent(known -> {
            throw new UsageException("history knows a release already: "
                            + known.headVersion().orElse("") + ", since " + known.startedAt())
                    .next("`release status` shows where the installation is; `upgrade` and `rollback` move it");
        });
        List<Entry> entries = new ArrayList<>();
        schema.ifPresent(track -> release.schema()
                .ifPresent(at -> entry(track, SchemaTrack.DATABASE, release, at, stamp, history)
                        .ifPresent(entries::add)));
        config.ifPresent(track -> release.config()
                .ifPresent(at -> track.subjects()
                        .forEach(subject -> entry(track, subject, release, at, stamp, history)
                                .ifPresent(entries::add))));
        entries.add(ReleaseRecords.entry(stamp, release.version(), Action.BASELINE));
        return entries;
    }

    private static Optional<Entry> entry(
            Track track, Subject subject, Release release, Version at, RunStamp stamp, History history) {
        AppliedState state = track.state(subject, history);
        if (state.isEmpty()) {
            return Optional.of(Entry.declaration(stamp, subject, at.text(), Action.BASELINE, Optional.of(at.text())));
        }
        if (!state.head().equals(Optional.of(at)) || state.partial().isPresent()) {
            throw new UsageException(subject.target() + " is at version "
                            + state.head().map(Version::text).orElse("none")
                            + (state.partial().isPresent() ? " and half-done" : "") + ", and " + release.version()
                            + " works with " + at)
                    .next("declare the release that is installed; `release status` shows all versions");
        }
        return Optional.empty();
    }
}
