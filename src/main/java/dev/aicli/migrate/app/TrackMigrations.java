package dev.aicli.migrate.app;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.RunOptions;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.engine.Track;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.project.Project;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Carries out runs on one track: with its lock, its backup, its hooks and its rows of history. */
public final class TrackMigrations {
    private final Workspace workspace;
    private final Project project;
    private final LedgerSession session;
    private final Track track;
    private final Function<Safeguards, List<RunParticipant>> participants;

    /**
     * Those of a track.
     *
     * @param participants those who take part in a run, beside the track
     */
    TrackMigrations(
            Workspace workspace,
            Project project,
            LedgerSession session,
            Track track,
            Function<Safeguards, List<RunParticipant>> participants) {
        this.workspace = workspace;
        this.project = project;
        this.session = session;
        this.track = track;
        this.participants = participants;
    }

    /**
     * Takes the track to a goal.
     *
     * @param allowOutOfOrder whether pending migrations below the current version may be applied
     */
    public RunResult to(Goal goal, boolean allowOutOfOrder, RunProgress progress, Cancellation cancellation) {
        RunOptions options = new RunOptions(allowOutOfOrder, project.run().lockWait());
        return run((runner, stamp) -> runner.run(goal, stamp, options), progress, cancellation);
    }

    /** Does something else with what carries out plans, such as going on with a partial migration. */
    public RunResult run(
            BiFunction<Runner, RunStamp, RunReport> work, RunProgress progress, Cancellation cancellation) {
        long start = System.nanoTime();
        RunStamp stamp = session.newRun();
        Safeguards safeguards = new Safeguards(workspace, project, session, progress, cancellation);
        try {
            safeguards.recover(stamp);
            Runner runner = new Runner(
                    track, session.ledger(), session::lock, participants.apply(safeguards), progress, cancellation);
            RunReport report = work.apply(runner, stamp);
            return new RunResult(
                    stamp,
                    Optional.of(report),
                    Optional.empty(),
                    safeguards.backupId(),
                    report.results(),
                    report.durationMillis());
        } catch (MigrateException e) {
            return new RunResult(
                    stamp,
                    Optional.empty(),
                    Optional.of(e),
                    safeguards.backupId(),
                    progress.results(),
                    (System.nanoTime() - start) / 1_000_000);
        } finally {
            progress.erase();
        }
    }
}
