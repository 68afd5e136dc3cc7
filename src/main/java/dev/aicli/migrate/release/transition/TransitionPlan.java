package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.config.ConfigTrack;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.Track;
import dev.aicli.migrate.history.AppliedMigration;
import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.schema.SchemaTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans what each track has to do for a transition. Reads files and history, changes nothing. */
final class TransitionPlan {
    private final Tracks tracks;
    private final History history;
    private final List<String> warnings = new ArrayList<>();

    TransitionPlan(Tracks tracks, History history) {
        this.tracks = tracks;
        this.history = history;
    }

    /** {@return what a person should know of the migration files} */
    List<String> warnings() {
        return warnings;
    }

    /**
     * {@return the way up to a release}
     *
     * @throws dev.aicli.migrate.model.MigrateException when the migrations do not hold together, or do not lead there
     */
    List<TrackPlan> to(Release release) {
        List<TrackPlan> trackPlans = new ArrayList<>();
        if (tracks.schema().isPresent() && release.schema().isPresent()) {
            SchemaTrack track = tracks.schema().get();
            trackPlans.add(new TrackPlan(
                    track, up(track, SchemaTrack.DATABASE, release.schema().get())));
        }
        if (tracks.config().isPresent() && release.config().isPresent()) {
            ConfigTrack track = tracks.config().get();
            List<Step> steps = new ArrayList<>();
            for (Subject subject : track.subjects()) {
                steps.addAll(up(track, subject, release.config().get()).steps());
            }
            trackPlans.add(new TrackPlan(track, new Plan(steps)));
        }
        return trackPlans;
    }

    private Plan up(Track track, Subject subject, Version version) {
        Inspection inspection = new Inspection(track, subject, tracks.ledger(), history);
        if (inspection.state().partial().isEmpty()
                && inspection.state().head().equals(Optional.of(version))
                && inspection.planner(false).outOfOrder().isEmpty()) {
            return Plan.EMPTY;
        }
        track.requireSources();
        Plan plan = inspection.plan(new Goal.UpTo(version), false);
        warnings.addAll(inspection.requireNoDrift());
        return plan;
    }

    /**
     * {@return the way back to where the installation stood}
     *
     * @throws dev.aicli.migrate.model.MigrateException when there is none by down scripts
     */
    List<TrackPlan> backTo(InstallationState former) {
        List<TrackPlan> trackPlans = new ArrayList<>();
        tracks.schema()
                .ifPresent(track -> trackPlans.add(new TrackPlan(
                        track, down(track, SchemaTrack.DATABASE, former.schema().map(track::parseVersion)))));
        tracks.config().ifPresent(track -> {
            List<Step> steps = new ArrayList<>();
            for (Subject subject : track.subjects()) {
                Optional<Version> version = Optional.ofNullable(former.files().get(subject.target()))
                        .map(track::parseVersion);
                steps.addAll(down(track, subject, version).steps());
            }
            trackPlans.add(new TrackPlan(track, new Plan(steps)));
        });
        return trackPlans;
    }

    private Plan down(Track track, Subject subject, Optional<Version> former) {
        Inspection inspection = new Inspection(track, subject, tracks.ledger(), history);
        AppliedState state = inspection.state();
        int above = (int) state.recorded().stream()
                .map(AppliedMigration::version)
                .filter(version -> former.isEmpty() || version.compareTo(former.get()) > 0)
                .count();
        // Planned also where nothing is above: a half-done migration stands in the way.
        return above == 0 && state.partial().isEmpty()
                ? Plan.EMPTY
                : inspection.plan(new Goal.DownSteps(Math.max(1, above)), false);
    }

    /** {@return what goes on with a migration that a run left half-done; empty when there is none} */
    Optional<TrackPlan> resumption() {
        return tracks.schema()
                .flatMap(track -> new Inspection(track, SchemaTrack.DATABASE, tracks.ledger(), history)
                        .resumption()
                        .map(step -> new TrackPlan(track, new Plan(List.of(step)))));
    }

    /** {@return all steps of some plans, in order} */
    static List<Step> steps(List<TrackPlan> trackPlans) {
        return trackPlans.stream()
                .flatMap(trackPlan -> trackPlan.plan().steps().stream())
                .toList();
    }
}
