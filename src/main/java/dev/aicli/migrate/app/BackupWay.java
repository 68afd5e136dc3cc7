package dev.aicli.migrate.app;

import dev.aicli.migrate.backup.BackupSource;
import dev.aicli.migrate.backup.RestoreOptions;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.backup.TransferListener;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.Server;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.PartialStateException;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.release.transition.Restored;
import dev.aicli.migrate.release.transition.TransitionResult;
import java.util.List;

/** Restores the backup that leads back from a transition, with no connection open, and records that it did. */
public final class BackupWay {
    private final Workspace workspace;
    private final Project project;
    private final Database database;
    private final HistoryNames names;
    private final List<BackupSource> sources;
    private final RunProgress progress;
    private final boolean terminateSessions;

    /** For an installation whose session is about to be closed. */
    public BackupWay(Workspace workspace, Project project, TransitionSession session, boolean terminateSessions) {
        this.workspace = workspace;
        this.project = project;
        this.database = session.database();
        this.names = session.names();
        this.sources = session.sources();
        this.progress = session.progress();
        this.terminateSessions = terminateSessions;
    }

    /**
     * Goes back. What stops it is told with what remains to be done.
     *
     * @throws PartialStateException when the installation is not where it was
     */
    public void restore(TransitionResult.ByBackup result) {
        Restored restored = new Restored(result);
        try {
            ProjectBackups backups = new ProjectBackups(workspace, project, TransferListener.SILENT);
            StoredBackup backup = backups.store().find(result.backupId());
            RestoreOptions options = new RestoreOptions(
                    terminateSessions, false, false, project.run().lockWait());
            backups.restorer(database, names, options, RunListener.SILENT, new Cancellation())
                    .restore(backup, sources, result.stamp(), restored::requireSameHistory);
            try (TransitionSession after =
                    TransitionSession.toChange(workspace, project, progress, new Cancellation())) {
                restored.record(after.tracks(), after.surroundings(true));
            }
        } catch (MigrateException e) {
            if (result.failure().isEmpty()) {
                throw e;
            }
            PartialStateException exception = new PartialStateException(
                    result.failure().get().getMessage() + "; and it could not be undone: " + e.getMessage(),
                    result.failure().get());
            exception
                    .detail(
                            "not undone",
                            "schema and configuration; they were at "
                                    + result.transition().before().describe())
                    .detail("backup", result.backupId())
                    .detail("to remove the cause", e.nextStep().orElse("see above"))
                    .next(wayOn());
            throw exception;
        }
    }

    private String wayOn() {
        boolean sessionsMayBeInTheWay = database.ability(Server.class).isPresent() && !terminateSessions;
        return "when the cause is gone, `rollback` goes back and `upgrade` goes on"
                + (sessionsMayBeInTheWay ? "; `rollback --terminate-sessions` ends other sessions and goes back" : "");
    }
}
