package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.backup.BackupParticipant;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.ValidationException;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.release.ReleaseManifest;
import dev.aicli.migrate.release.ReleaseRecords;
import dev.aicli.migrate.release.transition.RollbackPlan.Strategy;
import dev.aicli.migrate.schema.catalogue.CatalogueSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Takes an installation back to where an upgrade began. Everything it needs is in history and beside the backups: it
 * works with the files of the older release, or with none.
 */
public final class Rollback {
    /** What stands for the state before the first release. */
    private static final String NOTHING = "none";

    private final Tracks tracks;
    private final ReleaseManifest manifest;
    private final Optional<String> target;
    private final Optional<Strategy> wanted;
    private final Optional<String> reason;
    private final Predicate<String> usableBackup;
    private final TransitionJournal journal;

    /**
     * A rollback.
     *
     * @param target the release to go back to; absent for the one before the last upgrade
     * @param wanted how to go back; absent to have it chosen
     * @param usableBackup whether a backup can be restored
     * @param journal beside the backups
     */
    public Rollback(
            Tracks tracks,
            ReleaseManifest manifest,
            Optional<String> target,
            Optional<Strategy> wanted,
            Optional<String> reason,
            Predicate<String> usableBackup,
            TransitionJournal journal) {
        this.tracks = tracks;
        this.manifest = manifest;
        this.target = target;
        this.wanted = wanted;
        this.reason = reason;
        this.usableBackup = usableBackup;
        this.journal = journal;
    }

    /**
     * {@return what would be done now; empty when the installation is there already} Takes no lock, changes nothing.
     *
     * @throws UsageException when nothing leads there
     */
    public Optional<RollbackPlan> plan() {
        return plan(tracks.ledger().read());
    }

    private Optional<RollbackPlan> plan(History history) {
        TransitionRecords records = TransitionRecords.of(history);
        Optional<String> installed = records.open()
                .filter(open -> open.kind() == Transition.Kind.UPGRADE)
                .map(Transition::to)
                .orElseGet(() -> ReleaseRecords.latest(history).flatMap(entry -> entry.headVersion()));
        boolean there = target.isPresent() && records.open().isEmpty() && target.equals(installed);
        if (there || nothingLeft(history).isPresent()) {
            return Optional.empty();
        }
        ReturnPoint point = point(records, history);
        return Optional.of(plan(installed, point, history));
    }

    /** {@return why there is nothing to take back without a target, as far as there is not} Takes no lock. */
    public Optional<String> nothingLeft() {
        return nothingLeft(tracks.ledger().read());
    }

    /**
     * Only the upgrade that began last is meant without a target. One that never began, or of which nothing is left,
     * does not stand for the one before it, however often that is asked.
     */
    private Optional<String> nothingLeft(History history) {
        TransitionRecords records = TransitionRecords.of(history);
        if (target.isPresent() || records.open().isPresent()) {
            return Optional.empty();
        }
        Optional<String> killed = journal.withoutEffect(history)
                .filter(left -> left.kind() == Transition.Kind.UPGRADE)
                .map(left -> "the upgrade to " + left.destination() + " (run " + left.runId()
                        + ") was broken off, and nothing of it is left");
        Optional<String> done = journal.rollbackDone(history)
                .map(left -> "the rollback to " + left.destination() + " (run " + left.runId()
                        + ") was broken off when all of it was done");
        return killed.or(() -> done)
                .or(() -> journal.attempted()
                        .map(release -> release.isEmpty()
                                ? "the upgrade that was asked for last, without saying to which release, never began"
                                : "the upgrade to " + release + ", which was asked for last, never began"))
                .or(() ->
                        records.undone().map(undone -> "run " + undone.runId() + " failed, and nothing of it is left"))
                .or(() -> records.takenBack()
                        .map(back -> "the upgrade that began last is taken back already, by run " + back.runId()))
                .map(text -> text + "; to go back further, name the release: --target-version X");
    }

    private ReturnPoint point(TransitionRecords records, History history) {
        List<Transition> way = records.wayBack(destination(records));
        if (!way.isEmpty()) {
            Transition first = way.get(way.size() - 1);
            boolean newInstallation = first.before().release().isEmpty();
            if (newInstallation && target.isEmpty() && records.open().isEmpty()) {
                throw new UsageException("release " + first.destination() + " was a new installation: before it there"
                                + " was nothing")
                        .next("to take it away altogether: rollback --target-version " + NOTHING);
            }
            return new ReturnPoint(
                    way,
                    first.before(),
                    first.backupId().filter(id -> !id.equals(BackupParticipant.SKIPPED)),
                    way.stream().anyMatch(Transition::irreversible));
        }
        if (target.isEmpty()) {
            throw new UsageException("there is no upgrade to take back: history knows of none")
                    .next("to go to an older release of the manifest: rollback --target-version X");
        }
        Release described = manifest.require(target.get());
        ReleaseRecords.latest(history)
                .flatMap(entry -> entry.headVersion())
                .filter(installed -> described.version().compareTo(SemanticVersion.of(installed)) > 0)
                .ifPresent(installed -> {
                    throw new UsageException("release " + installed + " is installed, which is older than "
                                    + described.version())
                            .next("to go forward: `upgrade --target-version " + described.version() + "`");
                });
        Map<String, String> files = new TreeMap<>();
        tracks.config()
                .ifPresent(track -> described
                        .config()
                        .ifPresent(version ->
                                track.subjects().forEach(subject -> files.put(subject.target(), version.text()))));
        return new ReturnPoint(
                List.of(),
                new InstallationState(
                        Optional.of(target.get()), described.schema().map(Version::text), files, Map.of()),
                Optional.empty(),
                false);
    }

    private Predicate<Transition> destination(TransitionRecords records) {
        Optional<Transition> unfinished = records.open().filter(open -> open.kind() == Transition.Kind.ROLLBACK);
        if (target.isEmpty() && unfinished.isEmpty()) {
            return upgrade -> true;
        }
        Optional<String> release =
                target.isPresent() ? target.filter(name -> !name.equals(NOTHING)) : unfinished.flatMap(Transition::to);
        return upgrade -> upgrade.before().release().equals(release);
    }

    private RollbackPlan plan(Optional<String> installed, ReturnPoint point, History history) {
        Optional<String> backup = point.backupId().filter(usableBackup);
        Optional<MigrateException> obstacle = Optional.empty();
        List<TrackPlan> trackPlans = List.of();
        try {
            trackPlans = new TransitionPlan(tracks, history).backTo(point.installation());
        } catch (MigrateException e) {
            obstacle = Optional.of(e);
        }
        String why;
        Strategy strategy;
        if (wanted.isPresent()) {
            strategy = wanted.get();
            why = "asked for";
        } else if (obstacle.isEmpty() && !(point.irreversible() && backup.isPresent())) {
            strategy = Strategy.DOWN;
            why = "every migration has a way back";
        } else {
            strategy = Strategy.RESTORE;
            why = obstacle.map(MigrateException::getMessage).orElse("the upgrade was declared irreversible");
        }
        if (strategy == Strategy.DOWN) {
            if (obstacle.isPresent()) {
                throw obstacle.get();
            }
            return new RollbackPlan(
                    installed,
                    point,
                    strategy,
                    why,
                    trackPlans,
                    new DataAtRisk(tracks.snapshots())
                            .since(point.installation().schema()));
        }
        if (backup.isEmpty()) {
            throw new ValidationException("the backup from before the upgrade "
                            + point.backupId()
                                    .map(id -> "(" + id + ") cannot be restored")
                                    .orElse("was not made")
                            + "; and by down scripts: "
                            + obstacle.map(MigrateException::getMessage).orElse("possible, see --strategy down"))
                    .next("`backup list` shows what there is; `migrate down` and `config down` go back step by step");
        }
        return new RollbackPlan(
                installed,
                point,
                strategy,
                why,
                List.of(),
                List.of("everything written to the database since backup " + backup.get()
                        + " was made, and edits of the configuration files since then"));
    }

    /** Carries it out. */
    public TransitionResult run(RunStamp stamp, Surroundings surroundings) {
        try (RunLock lock = surroundings.locks().get()) {
            surroundings.lockWait().acquire(lock);
            History history = tracks.recovered();
            Optional<String> nothingLeft = nothingLeft(history);
            Optional<RollbackPlan> planned = plan(history);
            recordWhatWasDone(history, stamp);
            journal.settle(history).ifPresent(surroundings.listener()::warning);
            if (planned.isEmpty()) {
                return new TransitionResult.AlreadyThere(nothingLeft);
            }
            RollbackPlan plan = planned.get();
            return plan.strategy() == Strategy.DOWN
                    ? new TransitionExecutor(tracks, surroundings, lock, Transition.Kind.ROLLBACK, Optional.empty())
                            .carryOut(
                                    new TransitionExecutor.Course(
                                            plan.point().installation().release(),
                                            plan.installed(),
                                            false,
                                            reason,
                                            Optional.of(plan.point().installation()),
                                            TransitionRecords.of(history).open(),
                                            now -> new TransitionPlan(tracks, now)
                                                    .backTo(plan.point().installation())),
                                    Optional.empty(),
                                    history,
                                    stamp)
                    : byBackup(plan, history, stamp, surroundings);
        }
    }

    /** A rollback by backup that was killed at its end: the history that came back with it does not tell of it. */
    private void recordWhatWasDone(History history, RunStamp stamp) {
        journal.rollbackDone(history)
                .filter(done -> !history.rows().isEmpty())
                .filter(done -> TransitionRecords.of(history)
                        .takenBack()
                        .filter(last -> last.runId().equals(done.runId()))
                        .isEmpty())
                .ifPresent(done -> {
                    RunStamp killed = new RunStamp(
                            done.runId(), stamp.release(), stamp.toolVersion(), stamp.operator(), done.backupId());
                    tracks.ledger().prepareTables(killed, history);
                    tracks.ledger().record(TransitionRecords.reached(killed, done, Optional.empty()));
                });
    }

    private TransitionResult byBackup(RollbackPlan plan, History history, RunStamp stamp, Surroundings surroundings) {
        RunStamp stamped = stamp.withBackup(plan.point().backupId().orElseThrow());
        for (RunParticipant participant : surroundings.participants()) {
            stamped = participant.beforeRun(stamped, new Plan(plan.steps()));
        }
        Transition transition = new Transition(
                Transition.Kind.ROLLBACK,
                stamped.runId(),
                plan.point().installation().release(),
                InstallationState.now(tracks, history, plan.installed()),
                plan.point().backupId(),
                false,
                reason,
                Instant.now());
        surroundings.journal().begin(transition);
        return new TransitionResult.ByBackup(
                transition,
                stamped,
                Optional.empty(),
                plan.point().backupId().orElseThrow(),
                history.rows().size(),
                plan.point().installation(),
                tracks.snapshots().find(plan.point().installation().schema()).map(CatalogueSnapshot::catalogue));
    }
}
