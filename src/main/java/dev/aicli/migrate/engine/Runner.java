package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.history.Status;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.LockException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.MigrationFailedException;
import dev.aicli.migrate.model.Phase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Carries out plans: looks, takes the lock, looks again, lets the participants prepare, executes step by step.
 *
 * <p>"Nothing to do" is answered without the lock. All that can be refused is refused before anything changes.
 */
public final class Runner {
    private final Track track;
    private final Ledger ledger;
    private final Supplier<RunLock> locks;
    private final List<RunParticipant> participants;
    private final RunListener listener;
    private final Cancellation cancellation;

    /**
     * A runner for one track.
     *
     * @param locks makes the lock when it is needed
     */
    public Runner(
            Track track,
            Ledger ledger,
            Supplier<RunLock> locks,
            List<RunParticipant> participants,
            RunListener listener,
            Cancellation cancellation) {
        this.track = track;
        this.ledger = ledger;
        this.locks = locks;
        this.participants = List.copyOf(participants);
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /** Takes every target of the track to the goal. */
    public RunReport run(Goal goal, RunStamp stamp, RunOptions options) {
        if (goal.direction() == Direction.UP) {
            track.requireSources();
        }
        return run(stamp, options, inspection -> {
            Plan plan = inspection.plan(goal, options.allowOutOfOrder());
            // A changed file does not stand in the way back; what would be applied on top of it does.
            boolean upward = goal.direction() == Direction.UP;
            return new Prepared(plan, upward ? inspection.requireNoDrift() : List.of());
        });
    }

    /** Goes on with what an earlier run left half-done. */
    public RunReport resume(RunStamp stamp, RunOptions options) {
        return run(
                stamp,
                options,
                inspection -> new Prepared(
                        inspection
                                .resumption()
                                .map(step -> new Plan(List.of(step)))
                                .orElse(Plan.EMPTY),
                        List.of()));
    }

    /** {@return what {@link #run} would do now} Takes no lock and changes nothing. */
    public Plan preview(Goal goal, RunOptions options) {
        if (goal.direction() == Direction.UP) {
            track.requireSources();
        }
        History history = ledger.read();
        List<Step> steps = new ArrayList<>();
        for (Subject subject : track.subjects()) {
            Inspection inspection = new Inspection(track, subject, ledger, history);
            steps.addAll(inspection.plan(goal, options.allowOutOfOrder()).steps());
            if (goal.direction() == Direction.UP) {
                inspection.requireNoDrift();
            }
        }
        return new Plan(steps);
    }

    private History readHistory() {
        listener.entered(Phase.HISTORY);
        return ledger.read();
    }

    private record Prepared(Plan plan, List<String> warnings) {}

    private Prepared prepare(History history, Function<Inspection, Prepared> planning) {
        listener.entered(Phase.PLAN);
        List<Step> steps = new ArrayList<>();
        Set<String> warnings = new LinkedHashSet<>();
        for (Subject subject : track.subjects()) {
            Prepared one = planning.apply(new Inspection(track, subject, ledger, history));
            steps.addAll(one.plan().steps());
            warnings.addAll(one.warnings());
        }
        return new Prepared(new Plan(steps), List.copyOf(warnings));
    }

    private RunReport run(RunStamp stamp, RunOptions options, Function<Inspection, Prepared> planning) {
        long start = System.nanoTime();
        Optional<Prepared> first = lookWithoutLock(planning);
        List<String> warnings = first.map(Prepared::warnings).orElse(List.of());
        listener.warnings(warnings);
        if (first.isPresent() && first.get().plan().isEmpty()) {
            return new RunReport(stamp, List.of(), millisSince(start), warnings);
        }
        first.map(Prepared::plan).ifPresent(track::check);
        listener.entered(Phase.LOCK);
        try (RunLock lock = locks.get()) {
            new LockWait(options.lockWait(), listener, cancellation).acquire(lock);
            History history = readHistory();
            track.recover(history);
            Plan plan = prepare(history, planning).plan();
            if (plan.isEmpty()) {
                return new RunReport(stamp, List.of(), millisSince(start), warnings);
            }
            return execute(plan, history, stamp, lock, start, warnings);
        }
    }

    /**
     * Empty when only the holder of the lock can tell: another run is, or seems to be, in the middle of a migration.
     */
    private Optional<Prepared> lookWithoutLock(Function<Inspection, Prepared> planning) {
        try {
            track.readSourcesAhead();
            History history = readHistory();
            if (track.interrupted()) {
                return Optional.empty();
            }
            boolean inTheMiddle = track.subjects().stream()
                    .flatMap(subject -> history.applied(subject, track::parseVersion).partial().stream())
                    .anyMatch(partial -> partial.row().entry().status() == Status.RUNNING);
            return inTheMiddle ? Optional.empty() : Optional.of(prepare(history, planning));
        } catch (LockException e) {
            return Optional.empty();
        }
    }

    private RunReport execute(
            Plan plan, History history, RunStamp stamp, RunLock lock, long start, List<String> warnings) {
        RunStamp stamped = stamp;
        RunReport report;
        List<StepResult> results = new ArrayList<>();
        // Everything is read and checked before a backup is made for a run that could not succeed.
        RunContext context = new RunContext(ledger, history, cancellation, listener);
        try (Execution execution = track.prepare(plan, context)) {
            listener.planned(plan);
            listener.entered(Phase.BACKUP);
            for (RunParticipant participant : participants) {
                stamped = participant.beforeRun(stamped, plan);
            }
            listener.entered(Phase.RUN);
            ledger.prepareTables(stamped, history);
            while (results.size() < plan.steps().size()) {
                cancellation.check();
                requireLock(lock);
                List<Step> left =
                        plan.steps().subList(results.size(), plan.steps().size());
                results.addAll(execute(execution, left, stamped));
            }
            execution.commit();
            report = new RunReport(stamped, results, millisSince(start), warnings);
            for (RunParticipant participant : participants) {
                participant.verify(stamped, report);
            }
        } catch (MigrateException e) {
            tellOfHalfRedone(e, plan, results);
            for (RunParticipant participant : participants) {
                participant.onFailure(stamped, plan, e);
            }
            throw e;
        }
        for (RunParticipant participant : participants) {
            participant.afterRun(stamped, report);
        }
        return report;
    }

    private static void tellOfHalfRedone(MigrateException failure, Plan plan, List<StepResult> done) {
        boolean wentDown = done.stream().anyMatch(result -> result.step().direction() == Direction.DOWN);
        boolean failedUp = done.size() < plan.steps().size()
                && plan.steps().get(done.size()).direction() == Direction.UP;
        if (wentDown && failedUp && failure instanceof MigrationFailedException) {
            failure.next("it was taken back before it failed, and is pending now: correct the file, then `migrate up`");
        }
    }

    private List<StepResult> execute(Execution execution, List<Step> left, RunStamp stamp) {
        boolean watched = participants.stream().anyMatch(RunParticipant::watchesSteps);
        if (!watched) {
            return execution.execute(left, stamp);
        }
        Step step = left.get(0);
        for (RunParticipant participant : participants) {
            participant.beforeStep(stamp, step);
        }
        List<StepResult> results = execution.execute(List.of(step), stamp);
        for (RunParticipant participant : participants) {
            participant.afterStep(stamp, results.get(0));
        }
        return results;
    }

    private static void requireLock(RunLock lock) {
        if (!lock.stillHeld()) {
            throw RunLock.lost();
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
