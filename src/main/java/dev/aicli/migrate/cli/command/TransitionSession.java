package dev.aicli.migrate.cli.command;

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
import dev.aicli.migrate.release.transition.Leg;
import dev.aicli.migrate.release.transition.Surroundings;
import dev.aicli.migrate.release.transition.Tracks;
import dev.aicli.migrate.release.transition.TransitionJournal;
import dev.aicli.migrate.release.transition.Upgrade;
import dev.aicli.migrate.release.transition.UpgradePlan;
import dev.aicli.migrate.schema.LockOutlook;
import dev.aicli.migrate.schema.SchemaTrack;
import dev.aicli.migrate.schema.catalogue.CatalogueSnapshots;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What an upgrade or a rollback is put together from: both tracks, backups, hooks, and what shows the progress. */
final class TransitionSession implements AutoCloseable {
    private final TransitionJournal journal;
    private final Project project;
    private final ReleaseSession session;
    private final ProjectBackups backups;
    private final Safeguards safeguards;
    private final Progress progress;
    private final Cancellation cancellation;
    private final RunStamp stamp;

    private TransitionSession(
            CommandContext context,
            Project project,
            TransitionJournal journal,
            ReleaseSession session,
            Cancellation cancellation) {
        this.journal = journal;
        this.project = project;
        this.session = session;
        this.cancellation = cancellation;
        this.progress = Progress.ofRun(context);
        this.backups = new ProjectBackups(context, project, progress);
        this.safeguards = new Safeguards(context, project, session.base(), context.lines(), progress, cancellation);
        this.stamp = session.base().newRun();
    }

    /** Connects to look only. */
    static TransitionSession toLook(CommandContext context, Project project) {
        return new TransitionSession(
                context,
                project,
                journal(context, project),
                ReleaseSession.toLook(context, project),
                new Cancellation());
    }

    /** Connects to change things. */
    static TransitionSession toChange(CommandContext context, Project project, Cancellation cancellation) {
        return toChange(context, project, journal(context, project), cancellation);
    }

    /** As the other, with the journal in which the upgrade was asked for. */
    static TransitionSession toChange(
            CommandContext context, Project project, TransitionJournal journal, Cancellation cancellation) {
        return new TransitionSession(
                context, project, journal, ReleaseSession.toChange(context, project), cancellation);
    }

    ReleaseSession releases() {
        return session;
    }

    ProjectBackups backups() {
        return backups;
    }

    Safeguards safeguards() {
        return safeguards;
    }

    Progress progress() {
        return progress;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** {@return the stamp of this run} */
    RunStamp stamp() {
        return stamp;
    }

    /** {@return where history is} */
    HistoryPlace place() {
        return session.base().place();
    }

    Database database() {
        return session.base().database();
    }

    HistoryNames names() {
        return session.base().ledger().names();
    }

    Tracks tracks() {
        return new Tracks(
                session.base().ledger(),
                session.schemaTrack(),
                session.configTrack(),
                new CatalogueSnapshots(database(), session.base().connection(), names()));
    }

    /** {@return whether a backup is there and belongs to this installation} */
    boolean isUsable(String backupId) {
        return backups.store().list().stream()
                .filter(backup -> backup.id().text().equals(backupId))
                .anyMatch(backup ->
                        backup.belongsTo(backups.home(database(), session.base().connection())));
    }

    /** {@return what a backup of the installation holds} */
    List<BackupSource> sources() {
        List<Path> files = session.config().map(ConfigSession::paths).orElse(List.of());
        return backups.installation(session.schema().map(part -> database()), names(), files);
    }

    /** {@return the most bytes that its backup takes; empty when nobody can tell} */
    Optional<Long> backupSize() {
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

    /** {@return the locks that some legs are going to take, by the words of their scripts} */
    LockOutlook foretellLocks(List<Leg> legs) {
        return locks(legs, SchemaTrack::foretellLocks);
    }

    /** {@return the locks that an upgrade takes when it is tried, while no run is at work} */
    LockOutlook measureLocks(Upgrade upgrade) {
        return session.schema()
                .map(schema -> schema.betweenRuns(
                        progress,
                        cancellation,
                        () -> locks(
                                upgrade.plan().map(UpgradePlan::legs).orElse(List.of()),
                                (track, plan) -> track.measureLocks(plan, cancellation))))
                .orElse(LockOutlook.NONE);
    }

    private static LockOutlook locks(List<Leg> legs, BiFunction<SchemaTrack, Plan, LockOutlook> look) {
        for (Leg leg : legs) {
            if (leg.track() instanceof SchemaTrack track) {
                return look.apply(track, leg.plan());
            }
        }
        return LockOutlook.NONE;
    }

    /** {@return the journal beside the backups} */
    TransitionJournal journal() {
        return journal;
    }

    /** {@return the same, before there is a connection} */
    static TransitionJournal journal(CommandContext context, Project project) {
        BackupStore store = ProjectBackups.store(project);
        Database database = LedgerSession.database(context, project);
        String which = Sha256.of(database.address()
                        + "\n" + project.history().schema().orElse("")
                        + "\n" + project.history().prefix())
                .substring(0, 12);
        return new TransitionJournal(
                new RunJournal(store, "release-" + which + ".journal", "release.journal"),
                new RunJournal(store, "upgrade-" + which + ".attempt", "upgrade.attempt"));
    }

    Surroundings surroundings(boolean noBackup) {
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
