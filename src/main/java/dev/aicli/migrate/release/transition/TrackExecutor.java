package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.engine.Execution;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunStamp;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries out the plans of the tracks in a transition. All of them are read and checked when it is made: the new text
 * of every configuration file is worked out before the first statement runs. Then one track after the other is carried
 * out and made final; the files take their places only when the schema is where it should be.
 */
final class TrackExecutor implements AutoCloseable {
    private final Surroundings surroundings;
    private final RunLock lock;
    private final List<TrackPlan> trackPlans;
    private final List<Execution> executions = new ArrayList<>();

    TrackExecutor(Surroundings surroundings, Ledger ledger, History history, RunLock lock, List<TrackPlan> trackPlans) {
        this.surroundings = surroundings;
        this.lock = lock;
        this.trackPlans = List.copyOf(trackPlans);
        RunContext context = new RunContext(ledger, history, surroundings.cancellation(), surroundings.listener());
        try {
            for (TrackPlan trackPlan : trackPlans) {
                executions.add(trackPlan.track().prepare(trackPlan.plan(), context));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        surroundings.listener().planned(plan());
    }

    /** {@return all of its steps as one plan} */
    Plan plan() {
        return new Plan(TransitionPlan.steps(trackPlans));
    }

    /** Carries it out. What was done is added to the list as it is done. */
    void carryOut(RunStamp stamp, List<StepResult> done) {
        for (int i = 0; i < trackPlans.size(); i++) {
            Execution execution = executions.get(i);
            for (Step step : trackPlans.get(i).plan().steps()) {
                surroundings.cancellation().check();
                requireLock();
                done.add(carryOut(execution, step, stamp));
                surroundings
                        .journal()
                        .step(step.subject() + " " + step.direction().word() + " "
                                + step.migration().version());
            }
            surroundings.cancellation().check();
            execution.commit();
            surroundings.journal().step(trackPlans.get(i).track().name() + " final");
        }
    }

    private StepResult carryOut(Execution execution, Step step, RunStamp stamp) {
        for (RunParticipant participant : surroundings.participants()) {
            participant.beforeStep(stamp, step);
        }
        StepResult result = execution.execute(List.of(step), stamp).get(0);
        for (RunParticipant participant : surroundings.participants()) {
            participant.afterStep(stamp, result);
        }
        return result;
    }

    private void requireLock() {
        if (!lock.stillHeld()) {
            throw RunLock.lost();
        }
    }

    @Override
    public void close() {
        executions.forEach(Execution::close);
        executions.clear();
    }
}
