package dev.aicli.migrate.app;

import dev.aicli.migrate.backup.BackupSource;
import dev.aicli.migrate.backup.BackupStore;
import dev.aicli.migrate.backup.RunJournal;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.LockWait;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.release.transition.Surroundings;
import dev.aicli.migrate.release.transition.TrackPlan;
import dev.aicli.migrate.release.transition.Tracks;
import dev.aicli.migrate.release.transition.TransitionJournal;
import dev.aicli.migrate.release.transition.Upgrade;
import dev.aicli.migrate.release.transition.UpgradePlan;
import dev.aicli.migrate.schema.PlannedLocks;
import dev.aicli.migrate.schema.SchemaTrack;
import dev.aicli.migrate.schema.catalogue.CatalogueSnapshots;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What an upgrade or a rollback is put together from: both tracks, backups, hooks, and what shows the progress. */
public final class TransitionSession implements AutoCloseable {
    private final TransitionJournal journal;
    private final Project project;
    private final ReleaseSession session;
    private final ProjectBackups backups;
    private final Safeguards safeguards;
    private final RunProgress progress;
    private final Cancellation cancellation;
    private final RunStamp stamp;

    private TransitionSession(
            Workspace workspace,
            Project project,
            TransitionJournal journal,
            ReleaseSession session,
            RunProgress progress,
            Cancellation cancellation) {
        this.journal = journal;
        this.project = project;
        this.session = session;
        this.cancellation = cancellation;
        this.progress = progress;
        this.backups = new ProjectBackups(workspace, project, progress);
        this.safeguards = new Safeguards(workspace, project, session.base(), progress, cancellation);
        this.stamp = session.base().newRun();
    }

    /** Connects to look only. */
    public static TransitionSession toLook(Workspace workspace, Project project, RunProgress progress) {
        return new TransitionSession(
                workspace,
                project,
                journal(workspace, project),
                ReleaseSession.toLook(workspace, project),
                progress,
                new Cancellation());
    }

    /** Connects to change things. */
    public static TransitionSession toChange(
            Workspace workspace, Project project, RunProgress progress, Cancellation cancellation) {
        return toChange(workspace, project, journal(workspace, project), progress, cancellation);
    }

    /** As the other, with the journal in which the upgrade was asked for. */
    public static TransitionSession toChange(
            Workspace workspace,
            Project project,
            TransitionJournal journal,
            RunProgress progress,
            Cancellation cancellation) {
        return new TransitionSession(
                workspace, project, journal, ReleaseSession.toChange(workspace, project), progress, cancellation);
    }

    public ReleaseSession releases() {
        return session;
    }

    public ProjectBackups backups() {
        return backups;
    }

    public Safeguards safeguards() {
        return safeguards;
    }

    public RunProgress progress() {
        return progress;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    /** {@return the stamp of this run} */
    public RunStamp stamp() {
        return stamp;
    }

    /** {@return where history is} */
    public HistoryPlace place() {
        return session.base().place();
    }

    public Database database() {
        return session.base().database();
    }

    public HistoryNames names() {
        return session.base().ledger().names();
    }

    public Tracks tracks() {
        return new Tracks(
                session.base().ledger(),
                session.schemaTrack(),
                session.configTrack(),
                new CatalogueSnapshots(database(), session.base().connection(), names()));
    }

    /** {@return whether a backup is there and belongs to this installation} */
    public boolean isUsable(String backupId) {
        return backups.store().list().stream()
                .filter(backup -> backup.id().text().equals(backupId))
                .anyMatch(backup ->
                        backup.belongsTo(backups.home(database(), session.base().connection())));
    }

    /** {@return what a backup of the installation holds} */
    public List<BackupSource> sources() {
        List<Path> files = session.config().map(ConfigSession::paths).orElse(List.of());
        return backups.installation(session.schema().map(part -> database()), names(), files);
    }

    /** {@return the most bytes that its backup takes; empty when nobody can tell} */
    public Optional<Long> backupSize() {
        try {
            long size = 0;
            for (BackupSource source : sources()) {
                size += source.estimate();
            }
            return Optional.of(size);
        } catch (MigrateException e) {
            return Optional.empty();
        }
    }

    /** {@return the locks that the plans of some tracks are going to take, by the words of their scripts} */
    public PlannedLocks analyzeLocks(List<TrackPlan> trackPlans) {
        return locks(trackPlans, SchemaTrack::analyzeLocks);
    }

    /** {@return the locks that an upgrade takes when it is tried, while no run is at work} */
    public PlannedLocks measureLocks(Upgrade upgrade) {
        return session.schema()
                .map(schema -> schema.betweenRuns(
                        progress,
                        cancellation,
                        () -> locks(
                                upgrade.plan().map(UpgradePlan::trackPlans).orElse(List.of()),
                                (track, plan) -> track.measureLocks(plan, cancellation))))
                .orElse(PlannedLocks.NONE);
    }

    private static PlannedLocks locks(List<TrackPlan> trackPlans, BiFunction<SchemaTrack, Plan, PlannedLocks> look) {
        for (TrackPlan trackPlan : trackPlans) {
            if (trackPlan.track() instanceof SchemaTrack track) {
                return look.apply(track, trackPlan.plan());
            }
        }
        return PlannedLocks.NONE;
    }

    /** {@return the journal beside the backups} */
    public TransitionJournal journal() {
        return journal;
    }

    /** {@return the same, before there is a connection} */
    public static TransitionJournal journal(Workspace workspace, Project project) {
        BackupStore store = ProjectBackups.store(project);
        Database database = LedgerSession.database(workspace, project);
        String which = Sha256.of(database.address()
                        + "\n" + project.history().schema().orElse("")
                        + "\n" + project.history().prefix())
                .substring(0, 12);
        return new TransitionJournal(
                new RunJournal(store, "release-" + which + ".journal", "release.journal"),
                new RunJournal(store, "upgrade-" + which + ".attempt", "upgrade.attempt"));
    }

    public Surroundings surroundings(boolean noBackup) {
        List<RunParticipant> participants = safeguards.ofInstallation(noBackup, noBackup ? List.of() : sources());
        return new Surroundings(
                participants,
                journal(),
                session::lock,
                new LockWait(project.run().lockWait(), progress, cancellation),
                progress,
                cancellation);
    }

    @Override
    public void close() {
        progress.erase();
        session.close();
    }
}
