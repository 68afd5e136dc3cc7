package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.MigrationFailedException;
import dev.aicli.migrate.schema.catalogue.Catalogue;
import dev.aicli.migrate.schema.catalogue.CatalogueSnapshot;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries out a transition under the lock, in two phases. In the first nothing is changed: everything is read and
 * worked out, hooks may object, a backup is made. In the second the transition is recorded as begun, carried out,
 * examined, and recorded as reached; whatever fails in it is undone.
 */
final class TransitionExecutor {
    private final Tracks tracks;
    private final Ledger ledger;
    private final Surroundings surroundings;
    private final RunLock lock;
    private final Transition.Kind kind;
    private final Optional<HealthCheck> health;

    TransitionExecutor(
            Tracks tracks,
            Surroundings surroundings,
            RunLock lock,
            Transition.Kind kind,
            Optional<HealthCheck> health) {
        this.tracks = tracks;
        this.ledger = tracks.ledger();
        this.surroundings = surroundings;
        this.lock = lock;
        this.kind = kind;
        this.health = health;
    }

    /**
     * Where it goes.
     *
     * @param to the release, absent for the state before the first one
     * @param from the release that is installed
     * @param destination where the installation stood there before, for a way back
     * @param fallback the transition that is unfinished again when this one fails and is undone
     * @param trackPlans what has to be done, from where the history says
     */
    record Course(
            Optional<String> to,
            Optional<String> from,
            boolean irreversible,
            Optional<String> reason,
            Optional<InstallationState> destination,
            Optional<Transition> fallback,
            Function<History, List<TrackPlan>> trackPlans) {}

    /**
     * Does it.
     *
     * @param open the transition that is gone on with: it began where the way back leads, and has its backup
     */
    TransitionResult carryOut(Course course, Optional<Transition> open, History history, RunStamp stamp) {
        long start = System.nanoTime();
        RunStamp stamped =
                open.flatMap(Transition::backupId).map(stamp::withBackup).orElse(stamp);
        List<StepResult> done = new ArrayList<>();
        Optional<TrackPlan> resumption =
                open.isPresent() ? new TransitionPlan(tracks, history).resumption() : Optional.empty();
        List<TrackPlan> trackPlans = resumption.isPresent()
                ? List.of(resumption.get())
                : course.trackPlans().apply(history);
        Plan plan = new Plan(TransitionPlan.steps(trackPlans));
        Begun begun;
        try (TrackExecutor executor = new TrackExecutor(surroundings, ledger, history, lock, trackPlans)) {
            InstallationState before =
                    open.map(Transition::before).orElseGet(() -> InstallationState.now(tracks, history, course.from()));
            try {
                // On the disk already, so that what comes after a kill knows that this was all about.
                surroundings.journal().begin(transition(course, before, stamped));
                for (RunParticipant participant : surroundings.participants()) {
                    stamped = participant.beforeRun(stamped, plan);
                }
                begun = begin(transition(course, before, stamped), open.isPresent(), history, stamped);
            } catch (RuntimeException e) {
                if (open.isEmpty()) {
                    surroundings.journal().end();
                }
                tell(stamped, plan, asFailure(e));
                throw e;
            }
            try {
                executor.carryOut(stamped, done);
                if (resumption.isPresent()) {
                    executor.close();
                    goOn(course, stamped, done);
                }
                RunReport report = new RunReport(stamped, done, millisSince(start), List.of());
                if (kind == Transition.Kind.UPGRADE) {
                    examine(report);
                }
                if (open.isPresent()) {
                    recordSchema(
                            InstallationState.now(tracks, ledger.read(), course.to())
                                    .schema(),
                            stamped);
                }
                ledger.record(TransitionRecords.reached(stamped, begun.transition(), Optional.empty()));
            } catch (RuntimeException e) {
                executor.close();
                MigrateException failure = asFailure(e);
                tell(stamped, plan, failure);
                if (!lock.stillHeld()) {
                    // What there is to take back is another run's by now.
                    throw RunLock.lost();
                }
                return new Compensation(tracks, surroundings, begun.transition(), begun.schema(), course.fallback())
                        .undo(failure, stamped, lock, kind == Transition.Kind.UPGRADE);
            }
        }
        surroundings.journal().end();
        RunReport report = new RunReport(stamped, done, millisSince(start), List.of());
        for (RunParticipant participant : surroundings.participants()) {
            participant.afterRun(stamped, report);
        }
        return new TransitionResult.Done(
                begun.transition(), stamped, done, report.durationMillis(), course.destination());
    }

    /**
     * What has begun.
     *
     * @param schema what the schema was before
     */
    private record Begun(Transition transition, Catalogue schema) {}

    private Transition transition(Course course, InstallationState before, RunStamp stamp) {
        return new Transition(
                kind,
                stamp.runId(),
                course.to(),
                before,
                stamp.backupId(),
                course.irreversible(),
                course.reason(),
                Instant.now());
    }

    private Begun begin(Transition transition, boolean goesOn, History history, RunStamp stamp) {
        ledger.prepareTables(stamp, history);
        Optional<String> version = transition.before().schema();
        Catalogue schema = tracks.snapshots().present();
        try {
            if (goesOn) {
                schema = tracks.snapshots()
                        .find(version)
                        .map(CatalogueSnapshot::catalogue)
                        .orElse(schema);
            } else if (tracks.schema().isPresent()) {
                new DriftNotice(tracks.snapshots()).of(version, schema).ifPresent(surroundings.listener()::warning);
                tracks.snapshots().record(version, stamp.runId(), false);
            }
        } catch (SQLException e) {
            throw new MigrationFailedException("the schema cannot be recorded: " + e.getMessage(), e)
                    .next("see that the database is writable; nothing was changed");
        }
        surroundings.journal().begin(transition);
        ledger.record(TransitionRecords.begun(stamp, transition));
        if (kind == Transition.Kind.UPGRADE) {
            surroundings.journal().attemptEnded();
        } else {
            surroundings.journal().forgetAttempts();
        }
        return new Begun(transition, schema);
    }

    /** The rest of the way, once what was half-done is whole. */
    private void goOn(Course course, RunStamp stamp, List<StepResult> done) {
        History now = ledger.read();
        try (TrackExecutor executor = new TrackExecutor(
                surroundings, ledger, now, lock, course.trackPlans().apply(now))) {
            executor.carryOut(stamp, done);
        }
    }

    /** The run that was killed may have been about to. */
    private void recordSchema(Optional<String> version, RunStamp stamp) {
        try {
            tracks.snapshots().record(version, stamp.runId(), false);
        } catch (SQLException e) {
            surroundings.listener().warning("the schema could not be recorded for `db verify`: " + e.getMessage());
        }
    }

    /** Whether to keep it: the user's own checks, and the application's. */
    private void examine(RunReport report) {
        health.ifPresent(check -> {
            check.require(surroundings.cancellation());
            surroundings.journal().step("healthy");
        });
        for (RunParticipant participant : surroundings.participants()) {
            participant.verify(report.stamp(), report);
        }
        surroundings.journal().step("verified");
    }

    private void tell(RunStamp stamp, Plan plan, MigrateException failure) {
        for (RunParticipant participant : surroundings.participants()) {
            participant.onFailure(stamp, plan, failure);
        }
    }

    private static MigrateException asFailure(RuntimeException e) {
        return e instanceof MigrateException known
                ? known
                : new MigrationFailedException("unforeseen: " + e, e)
                        .next("this is a fault of aicli-web: run with --verbose and report what it shows");
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
