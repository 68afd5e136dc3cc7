package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.IncompatibleException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.PartialStateException;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.release.InstalledRelease;
import dev.aicli.migrate.release.InstalledVersions;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.ReleaseGraph;
import dev.aicli.migrate.release.ReleaseManifest;
import dev.aicli.migrate.release.ReleaseRecords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes an installation to a release: looks, takes the lock, looks again, works everything out, and lets a
 * {@link TransitionExecutor} carry it out. An upgrade that a run left unfinished is gone on with.
 */
public final class Upgrade {
    private final Tracks tracks;
    private final ReleaseManifest manifest;
    private final Release wanted;
    private final boolean acceptIrreversible;
    private final Optional<HealthCheck> health;
    private final Supplier<List<String>> obstacles;

    /**
     * An upgrade.
     *
     * @param acceptIrreversible whether steps may be taken that only a backup takes back
     * @param health asked when all is done
     * @param obstacles asked under the lock, before anything is changed: what stands in the way, a sentence each
     */
    public Upgrade(
            Tracks tracks,
            ReleaseManifest manifest,
            Release wanted,
            boolean acceptIrreversible,
            Optional<HealthCheck> health,
            Supplier<List<String>> obstacles) {
        this.tracks = tracks;
        this.manifest = manifest;
        this.wanted = wanted;
        this.acceptIrreversible = acceptIrreversible;
        this.health = health;
        this.obstacles = obstacles;
    }

    /**
     * {@return what would be done now; empty when the release is installed already} Takes no lock and changes nothing.
     *
     * @throws IncompatibleException when no way leads there
     */
    public Optional<UpgradePlan> plan() {
        return plan(tracks.ledger().read());
    }

    private Optional<UpgradePlan> plan(History history) {
        Optional<Transition> open = TransitionRecords.of(history).open();
        Optional<SemanticVersion> installed;
        if (open.isPresent()) {
            installed = begunAt(open.get());
        } else {
            InstalledRelease found = InstalledRelease.find(
                    manifest, history, InstalledVersions.of(tracks.schema(), tracks.config(), history));
            if (found.source() == InstalledRelease.Source.UNKNOWN) {
                throw new IncompatibleException(
                                "nobody can tell which release is installed: " + String.join("; ", found.reasons()))
                        .next("declare it with `release baseline --version X`");
            }
            installed = found.version();
            if (installed.equals(Optional.of(wanted.version())) && found.agrees()) {
                return Optional.empty();
            }
        }
        List<Release> stops =
                new ReleaseGraph(manifest).path(installed, wanted).orElseThrow(() -> noWay(installed.orElseThrow()));
        TransitionPlan trackPlans = new TransitionPlan(tracks, history);
        // The half-done migration of the run that is gone on with is finished before the way is planned anew.
        List<TrackPlan> planned =
                open.isPresent() && trackPlans.resumption().isPresent() ? List.of() : trackPlans.to(wanted);
        return Optional.of(new UpgradePlan(installed, stops, planned, trackPlans.warnings()));
    }

    /** A rollback that was broken off may be turned round; what has begun towards another release may not. */
    private Optional<SemanticVersion> begunAt(Transition open) {
        boolean same = open.to().equals(Optional.of(wanted.version().text()));
        boolean turned = open.kind() == Transition.Kind.ROLLBACK
                && open.before().release().equals(Optional.of(wanted.version().text()));
        if (!same && !turned) {
            throw new PartialStateException("an earlier " + open.kind().word() + " to " + open.destination() + " (run "
                            + open.runId() + ") was broken off")
                    .next("go on with `upgrade --target-version " + open.destination()
                            + "`, or go back with `rollback`; then upgrade to " + wanted.version());
        }
        return (turned ? open.to() : open.before().release()).map(SemanticVersion::of);
    }

    private IncompatibleException noWay(SemanticVersion installed) {
        boolean older = wanted.version().compareTo(installed) < 0;
        IncompatibleException exception = new IncompatibleException(
                older
                        ? "release " + installed + " is installed, which is newer than " + wanted.version()
                        : "no way leads from release " + installed + " to " + wanted.version());
        exception.next(
                older
                        ? "to go back: `rollback --target-version " + wanted.version() + "`"
                        : "`release list` shows the ways; `from` in " + manifest.file() + " describes them");
        return exception;
    }

    /** Carries it out. */
    public TransitionResult run(RunStamp stamp, Surroundings surroundings) {
        if (seemsDone()) {
            return new TransitionResult.AlreadyThere(Optional.empty());
        }
        try (RunLock lock = surroundings.locks().get()) {
            surroundings.lockWait().acquire(lock);
            History history = tracks.recovered();
            surroundings.journal().settle(history).ifPresent(surroundings.listener()::warning);
            try {
                Optional<UpgradePlan> planned = plan(history);
                if (planned.isEmpty()) {
                    return new TransitionResult.AlreadyThere(
                            ReleaseRecords.latest(history).map(Upgrade::by));
                }
                return run(planned.get(), history, stamp, surroundings, lock);
            } catch (MigrateException e) {
                recordUnlessBegun(e, stamp);
                throw e;
            }
        }
    }

    /**
     * Where there is a release that a rollback would take back, history tells that an upgrade was tried since and left
     * nothing: who rolls back on another machine has no file that tells.
     */
    private void recordUnlessBegun(MigrateException failure, RunStamp stamp) {
        try {
            History history = tracks.ledger().read();
            TransitionRecords records = TransitionRecords.of(history);
            boolean begun = records.open().isPresent()
                    || history.rows(ReleaseRecords.APPLICATION).stream()
                            .anyMatch(row -> row.entry().run().runId().equals(stamp.runId()));
            if (begun || records.isEmpty()) {
                return;
            }
            Optional<String> installed = ReleaseRecords.latest(history).flatMap(Entry::headVersion);
            Transition nothing = new Transition(
                    Transition.Kind.UNDO,
                    stamp.runId(),
                    installed,
                    new InstallationState(installed, Optional.empty(), Map.of(), Map.of()),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Instant.now());
            tracks.ledger()
                    .record(TransitionRecords.reached(
                            stamp,
                            nothing,
                            Optional.of(
                                    "the upgrade to " + wanted.version() + " never began: " + failure.getMessage())));
        } catch (MigrateException unrecorded) {
            failure.addSuppressed(unrecorded);
        }
    }

    private void requireNothingInTheWay() {
        List<String> found = obstacles.get();
        if (!found.isEmpty()) {
            IncompatibleException exception =
                    new IncompatibleException("this installation cannot move to release " + wanted.version());
            exception
                    .detail("in the way", String.join("\n", found))
                    .next("`check-compatibility --target-version " + wanted.version() + "` shows what to do");
            throw exception;
        }
    }

    /** What is seen without the lock means nothing while another run is in the middle of something. */
    private boolean seemsDone() {
        try {
            History history = tracks.ledger().read();
            return TransitionRecords.of(history).open().isEmpty()
                    && !tracks.interrupted()
                    && plan(history).isEmpty();
        } catch (MigrateException e) {
            return false;
        }
    }

    private static String by(Entry entry) {
        return "run " + entry.run().runId() + " of " + entry.run().operator() + " at " + entry.startedAt();
    }

    private TransitionResult run(
            UpgradePlan plan, History history, RunStamp stamp, Surroundings surroundings, RunLock lock) {
        surroundings.listener().warnings(plan.warnings());
        if (!plan.irreversible().isEmpty() && !acceptIrreversible) {
            throw new UsageException("this upgrade cannot be taken back without its backup: "
                            + String.join("; ", plan.irreversible()))
                    .next("add --accept-irreversible when that is meant; `upgrade --plan` shows all of it");
        }
        Optional<Transition> unfinished = TransitionRecords.of(history).open();
        if (unfinished.isEmpty()) {
            requireNothingInTheWay();
        }
        Optional<Transition> open = unfinished.filter(transition -> transition.kind() == Transition.Kind.UPGRADE);
        TransitionExecutor executor =
                new TransitionExecutor(tracks, surroundings, lock, Transition.Kind.UPGRADE, health);
        return executor.carryOut(
                new TransitionExecutor.Course(
                        Optional.of(wanted.version().text()),
                        plan.installed().map(SemanticVersion::text),
                        !plan.irreversible().isEmpty(),
                        Optional.empty(),
                        Optional.empty(),
                        unfinished.filter(transition -> transition.kind() == Transition.Kind.ROLLBACK),
                        now -> new TransitionPlan(tracks, now).to(wanted)),
                open,
                history,
                stamp.withRelease(wanted.version().text()));
    }
}
