package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.backup.BackupParticipant;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.PartialStateException;
import dev.aicli.migrate.model.ValidationException;
import dev.aicli.migrate.schema.catalogue.Catalogue;
import dev.aicli.migrate.schema.catalogue.CatalogueChange;
import dev.aicli.migrate.schema.catalogue.CatalogueComparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes back what a transition did that failed: files first, then the schema, by down scripts. Where these do not lead
 * back, all the way and to the same schema, the backup has to.
 */
final class Compensation {
    private final Tracks tracks;
    private final Surroundings surroundings;
    private final Transition transition;
    private final Catalogue schemaBefore;
    private final Optional<Transition> fallback;

    /**
     * For one transition.
     *
     * @param fallback the transition that is unfinished again when this one is undone
     */
    Compensation(
            Tracks tracks,
            Surroundings surroundings,
            Transition transition,
            Catalogue schemaBefore,
            Optional<Transition> fallback) {
        this.tracks = tracks;
        this.surroundings = surroundings.undoing();
        this.transition = transition;
        this.schemaBefore = schemaBefore;
        this.fallback = fallback;
    }

    /**
     * Does so.
     *
     * @param scripts whether to try down scripts: they lead from a release to an older one only
     */
    TransitionResult undo(MigrateException failure, RunStamp failed, RunLock lock, boolean scripts) {
        // A run of its own: what the failed one stashed is still needed when this one is killed.
        RunStamp stamp = failed.again("-undo");
        String how;
        try {
            how = takeBack(stamp, lock, scripts);
        } catch (MigrateException notUndone) {
            if (!lock.stillHeld()) {
                throw RunLock.lost();
            }
            return byBackup(failure, notUndone, failed);
        }
        tracks.ledger()
                .record(fallback.map(unfinished -> TransitionRecords.begun(stamp, unfinished))
                        .orElseGet(() -> TransitionRecords.reached(
                                stamp, undone(stamp), Optional.of(String.valueOf(failure.getMessage())))));
        surroundings.journal().end();
        return new TransitionResult.Undone(failure, how, transition.backupId());
    }

    private Transition undone(RunStamp stamp) {
        return new Transition(
                Transition.Kind.UNDO,
                stamp.runId(),
                transition.before().release(),
                transition.before(),
                transition.backupId(),
                false,
                Optional.empty(),
                Instant.now());
    }

    private String takeBack(RunStamp stamp, RunLock lock, boolean scripts) {
        History history = tracks.recovered();
        String how = "nothing had to be taken back";
        InstallationState former = transition.before();
        boolean there = InstallationState.now(tracks, history, former.release()).sameVersions(former);
        if (!there && !scripts) {
            throw new ValidationException("what was taken back cannot be applied again by its scripts");
        }
        List<TrackPlan> trackPlans = new ArrayList<>(new TransitionPlan(tracks, history).backTo(former));
        Collections.reverse(trackPlans);
        if (!TransitionPlan.steps(trackPlans).isEmpty() && scripts) {
            try (TrackExecutor executor = new TrackExecutor(surroundings, tracks.ledger(), history, lock, trackPlans)) {
                executor.carryOut(stamp, new ArrayList<>());
            }
            how = "by down scripts";
        }
        requireAsBefore();
        return how;
    }

    private void requireAsBefore() {
        if (tracks.schema().isEmpty()) {
            return;
        }
        List<CatalogueChange> left =
                new CatalogueComparison(schemaBefore, tracks.snapshots().present()).changes();
        if (!left.isEmpty()) {
            throw new ValidationException("the down scripts left a difference: "
                    + left.stream().map(CatalogueChange::brief).collect(Collectors.joining(", ")));
        }
    }

    private TransitionResult byBackup(MigrateException failure, MigrateException notUndone, RunStamp stamp) {
        Optional<String> backup = transition.backupId().filter(id -> !id.equals(BackupParticipant.SKIPPED));
        if (backup.isEmpty()) {
            throw notUndone(failure, notUndone, "there is no backup of it");
        }
        int rows;
        try {
            rows = tracks.ledger().read().rows().size();
        } catch (MigrateException unreadable) {
            throw notUndone(failure, unreadable, "the history cannot be read");
        }
        surroundings
                .listener()
                .warning("the down scripts do not lead back (" + notUndone.getMessage() + "); backup " + backup.get()
                        + " does");
        return new TransitionResult.ByBackup(
                transition,
                stamp,
                Optional.of(failure),
                backup.get(),
                rows,
                transition.before(),
                Optional.of(schemaBefore));
    }

    private PartialStateException notUndone(MigrateException failure, MigrateException notUndone, String why) {
        PartialStateException exception = new PartialStateException(
                failure.getMessage() + "; and it could not be undone: " + notUndone.getMessage() + "; " + why, failure);
        exception
                .detail("was at", transition.before().describe())
                .detail("not undone", left())
                .next("remove the cause, then `upgrade` goes on and `rollback` goes back");
        return exception;
    }

    private String left() {
        try {
            return "now at "
                    + InstallationState.now(tracks, tracks.ledger().read(), Optional.empty())
                            .describe();
        } catch (MigrateException e) {
            return "unknown: " + e.getMessage();
        }
    }
}
