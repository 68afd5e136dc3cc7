package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.Action;
import dev.aicli.migrate.history.AppliedMigration;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Checksums;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.Version;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What a person declares about a target, without any script being run: recorded like everything else. */
public final class Declarations {
    private final Track track;
    private final Ledger ledger;
    private final Supplier<RunLock> locks;
    private final RunListener listener;
    private final Cancellation cancellation;

    public Declarations(
            Track track, Ledger ledger, Supplier<RunLock> locks, RunListener listener, Cancellation cancellation) {
        this.track = track;
        this.ledger = ledger;
        this.locks = locks;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /** Declares that everything up to the version is there already, on a target that has no history. */
    public List<Entry> baseline(Subject subject, Version version, RunStamp stamp, Duration lockWait) {
        return declare(subject, stamp, lockWait, (inspection, before) -> {
            if (!inspection.state().isEmpty()) {
                throw new UsageException(subject.target() + " has a history already: it is at version "
                                + inspection.state().head().map(Version::text).orElse("none"))
                        .next("a baseline is for a target that was never migrated by aicli-web; to override what is"
                                + " recorded use `force`");
            }
            return List.of(
                    Entry.declaration(stamp, subject, version.text(), Action.BASELINE, Optional.of(version.text())));
        });
    }

    /**
     * Declares that the target is at the version: everything up to it is there, nothing above it is, nothing is
     * half-done. Version {@code 0} means that nothing is there.
     */
    public List<Entry> force(Subject subject, Version version, RunStamp stamp, Duration lockWait) {
        boolean nothing = version.text().equals("0");
        return declare(
                subject,
                stamp,
                lockWait,
                (inspection, before) -> List.of(Entry.declaration(
                        stamp,
                        subject,
                        nothing ? "" : version.text(),
                        Action.FORCE,
                        nothing ? Optional.empty() : Optional.of(version.text()))));
    }

    /** Accepts the present text of every applied migration whose file was changed. */
    public List<Entry> repair(Subject subject, RunStamp stamp, Duration lockWait) {
        return declare(subject, stamp, lockWait, (inspection, before) -> {
            List<Entry> entries = new ArrayList<>();
            for (Finding finding : inspection.drift()) {
                Version version = track.parseVersion(finding.version());
                AppliedMigration applied = inspection.state().find(version).orElseThrow();
                Migration migration = inspection.available().stream()
                        .filter(candidate -> candidate.version().equals(version))
                        .findFirst()
                        .orElseThrow();
                entries.add(repaired(inspection, migration, applied, stamp));
            }
            return entries;
        });
    }

    private Entry repaired(Inspection inspection, Migration migration, AppliedMigration applied, RunStamp stamp) {
        Script up = migration.up().orElseThrow();
        try {
            Checksums checksums = new Checksums(up.byteChecksum(), track.meaningChecksum(up));
            return Entry.declaration(
                            stamp,
                            inspection.subject(),
                            applied.version().text(),
                            Action.REPAIR,
                            inspection.state().head().map(Version::text))
                    .withChecksums(checksums);
        } catch (IOException e) {
            throw new UsageException("cannot read " + up.name() + ": " + e.getMessage(), e)
                    .next("see that the file is there and readable");
        }
    }

    private List<Entry> declare(
            Subject subject,
            RunStamp stamp,
            Duration lockWait,
            BiFunction<Inspection, History, List<Entry>> declaration) {
        // Refused before the lock where it can be, and decided again under it.
        History first = ledger.read();
        if (declaration
                .apply(new Inspection(track, subject, ledger, first), first)
                .isEmpty()) {
            return List.of();
        }
        try (RunLock lock = locks.get()) {
            new LockWait(lockWait, listener, cancellation).acquire(lock);
            History history = ledger.read();
            track.recover(history);
            List<Entry> entries = declaration.apply(new Inspection(track, subject, ledger, history), history);
            ledger.prepareTables(stamp, history);
            entries.forEach(ledger::record);
            return entries;
        }
    }
}
