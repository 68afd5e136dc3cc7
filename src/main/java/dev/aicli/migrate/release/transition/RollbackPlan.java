package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.engine.Step;
import java.util.List;
import java.util.Optional;

/**
 * What a rollback is going to do.
 *
 * @param installed the release that is installed, or was being reached
 * @param point where it leads
 * @param strategy how
 * @param why that way, in a sentence
 * @param trackPlans what each track does; none where the backup does it
 * @param losses what written since will be gone, a sentence each
 */
public record RollbackPlan(
        Optional<String> installed,
        ReturnPoint point,
        Strategy strategy,
        String why,
        List<TrackPlan> trackPlans,
        List<String> losses) {
    /** How a rollback goes back. */
    public enum Strategy {
        /** By the down scripts of the migrations. */
        DOWN,
        /** By restoring the backup that the upgrade made. */
        RESTORE
    }

    public RollbackPlan {
        trackPlans = List.copyOf(trackPlans);
        losses = List.copyOf(losses);
    }

    /** {@return all steps, the schema's first} */
    public List<Step> steps() {
        return TransitionPlan.steps(trackPlans);
    }
}
