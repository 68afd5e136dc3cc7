package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an upgrade is going to do.
 *
 * @param installed the release that is installed
 * @param stops the releases to go through, the last one being the wanted one
 * @param trackPlans what each track does
 * @param warnings what a person should know of the migration files
 */
public record UpgradePlan(
        Optional<SemanticVersion> installed, List<Release> stops, List<TrackPlan> trackPlans, List<String> warnings) {
    public UpgradePlan {
        stops = List.copyOf(stops);
        trackPlans = List.copyOf(trackPlans);
        warnings = List.copyOf(warnings);
    }

    /** {@return all steps, the schema's first} */
    public List<Step> steps() {
        return TransitionPlan.steps(trackPlans);
    }

    /** {@return what the releases on the way break, a sentence each, with the release} */
    public List<String> breaking() {
        return stops.stream()
                .flatMap(release -> release.breaking().stream().map(text -> release.version() + ": " + text))
                .toList();
    }

    /** {@return what only a backup can take back, a sentence each} */
    public List<String> irreversible() {
        List<String> irreversible = new ArrayList<>();
        stops.stream()
                .filter(Release::irreversible)
                .forEach(release -> irreversible.add("release " + release.version() + " says that it is irreversible"));
        for (Step step : steps()) {
            Subject subject = step.subject();
            if (step.direction() == Direction.UP
                    && step.migration().down().isEmpty()
                    && subject.track().equals("schema")) {
                irreversible.add(step.migration().label() + " has no down script");
            }
        }
        return irreversible;
    }
}
