package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.Action;
import dev.aicli.migrate.history.AppliedMigration;
import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.history.StatementCount;
import dev.aicli.migrate.history.Status;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Checksums;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.Version;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a person declares about a target, without any script being run: recorded like everything else. */
public final class Declarations {
    /** In a row's own data: a person said so, and no script was run. */
    private static final String MARKED = "{\"marked\":true}";

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

    /** Declares that one migration is in force, whatever lies below and above it. Its script is not run. */
    public List<Entry> mark(Subject subject, Version version, RunStamp stamp, Duration lockWait) {
        return declare(subject, stamp, lockWait, (inspection, before) -> {
            Migration migration = available(inspection, version)
                    .filter(found -> found.up().isPresent())
                    .orElseThrow(() ->
                            new UsageException("no migration has version " + version).next("`list` shows them all"));
            return inspection.state().contains(version)
                            && inspection.state().partial().isEmpty()
                    ? List.of()
                    : List.of(marked(inspection, migration, stamp));
        });
    }

    /** Declares that one migration is not in force, whatever lies below and above it. Its down script is not run. */
    public List<Entry> unmark(Subject subject, Version version, RunStamp stamp, Duration lockWait) {
        return declare(subject, stamp, lockWait, (inspection, before) -> {
            boolean known = available(inspection, version).isPresent()
                    || inspection.state().contains(version);
            if (!known) {
                throw new UsageException("no migration has version " + version).next("`list` shows them all");
            }
            boolean half = inspection.state().partial().isPresent();
            return inspection.state().contains(version) || half
                    ? List.of(unmarked(inspection, version, stamp))
                    : List.of();
        });
    }

    private static Optional<Migration> available(Inspection inspection, Version version) {
        return inspection.available().stream()
                .filter(candidate -> candidate.version().equals(version))
                .findFirst();
    }

    private Entry marked(Inspection inspection, Migration migration, RunStamp stamp) {
        Script up = migration.up().orElseThrow();
        try {
            Optional<String> down = migration.down().isPresent()
                    ? Scripts.stored(migration.down().get())
                    : Optional.empty();
            return declared(
                    inspection,
                    migration.version(),
                    migration.description(),
                    Action.UP,
                    Optional.of(new Checksums(up.byteChecksum(), track.meaningChecksum(up))),
                    Optional.of(inspection.state().headWith(migration.version()).text()),
                    Optional.of(up.name()),
                    down,
                    stamp);
        } catch (IOException e) {
            throw new UsageException("cannot read " + up.name() + ": " + e.getMessage(), e)
                    .next("see that the file is there and readable");
        }
    }

    private static Entry unmarked(Inspection inspection, Version version, RunStamp stamp) {
        String description = available(inspection, version)
                .map(Migration::description)
                .or(() -> inspection.state().find(version).map(AppliedMigration::description))
                .orElse("");
        return declared(
                inspection,
                version,
                description,
                Action.DOWN,
                Optional.empty(),
                headWithout(inspection, version),
                Optional.empty(),
                Optional.empty(),
                stamp);
    }

    /** {@return the version that is current once that one is gone} */
    private static Optional<String> headWithout(Inspection inspection, Version version) {
        AppliedState state = inspection.state();
        Stream<Version> known = Stream.concat(
                state.recorded().stream().map(AppliedMigration::version),
                inspection.available().stream().map(Migration::version).filter(state::contains));
        // A version that was only declared does not hold any more when something below it is gone.
        Stream<Version> declared = state.declared().stream().filter(other -> other.compareTo(version) < 0);
        return Stream.concat(known, declared)
                .filter(other -> !other.equals(version))
                .max(Comparator.naturalOrder())
                .map(Version::text);
    }

    private static Entry declared(
            Inspection inspection,
            Version version,
            String description,
            Action action,
            Optional<Checksums> checksums,
            Optional<String> head,
            Optional<String> scriptName,
            Optional<String> downScript,
            RunStamp stamp) {
        return new Entry(
                stamp,
                inspection.subject(),
                version.text(),
                description,
                action,
                Status.SUCCESS,
                checksums,
                head,
                scriptName,
                downScript,
                StatementCount.NONE,
                Instant.now(),
                Optional.of(0L),
                Optional.of(MARKED),
                Optional.empty());
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
