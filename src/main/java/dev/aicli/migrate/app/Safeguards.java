package dev.aicli.migrate.app;

import dev.aicli.migrate.backup.BackupParticipant;
import dev.aicli.migrate.backup.BackupPolicy;
import dev.aicli.migrate.backup.BackupSource;
import dev.aicli.migrate.backup.FileCopy;
import dev.aicli.migrate.backup.Home;
import dev.aicli.migrate.backup.HookRunner;
import dev.aicli.migrate.backup.Hooks;
import dev.aicli.migrate.backup.RestoreOptions;
import dev.aicli.migrate.backup.Retention;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.release.transition.TransitionRecords;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What surrounds a run: hooks, and a backup before anything changes. */
public final class Safeguards {
    private final Workspace workspace;
    private final Project project;
    private final Database database;
    private final Connection connection;
    private final Ledger ledger;
    private final ProjectBackups backups;
    private final RunProgress listener;
    private final Cancellation cancellation;
    private @Nullable StoredBackup made;

    /** Those of one run. */
    public Safeguards(
            Workspace workspace,
            Project project,
            LedgerSession session,
            RunProgress listener,
            Cancellation cancellation) {
        this.workspace = workspace;
        this.project = project;
        this.database = session.database();
        this.connection = session.connection();
        this.ledger = session.ledger();
        this.backups = new ProjectBackups(workspace, project, listener);
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /** Completes or undoes what a killed restore left. */
    public void recover(RunStamp stamp) {
        RestoreOptions options =
                new RestoreOptions(false, false, false, project.run().lockWait());
        backups.restorer(database, ledger.names(), options, listener, cancellation)
                .recover(stamp)
                .ifPresent(workspace.reporter()::warning);
    }

    /** {@return those who take part in a run on the database, in the order in which they are asked} */
    public List<RunParticipant> ofDatabase(boolean noBackup) {
        BackupPolicy policy = backups.policy(noBackup);
        return participants(policy, policy.wanted() ? backups.servers(database, ledger.names()) : List.of());
    }

    /** {@return those who take part in a run on configuration files, in the order in which they are asked} */
    public List<RunParticipant> ofFiles(boolean noBackup, List<Path> files) {
        // They are small, and what a migration does to them cannot be told from its words.
        BackupPolicy policy = backups.policy(noBackup).wanted() ? BackupPolicy.ALWAYS : BackupPolicy.NONE;
        return participants(
                policy,
                files.stream().map(FileCopy::new).map(BackupSource.class::cast).toList());
    }

    /** {@return those who take part in a transition of the whole installation, in the order in which they are asked} */
    public List<RunParticipant> ofInstallation(boolean noBackup, List<BackupSource> sources) {
        return participants(backups.policy(noBackup).wanted() ? BackupPolicy.ALWAYS : BackupPolicy.NONE, sources);
    }

    private List<RunParticipant> participants(BackupPolicy policy, List<BackupSource> sources) {
        HookRunner hooks = new HookRunner(
                new Hooks(project.hooks(), project.directory()),
                database,
                workspace.reporter().masking(),
                workspace.reporter()::info,
                listener,
                cancellation);
        return List.of(
                hooks,
                new BackupParticipant(
                        policy,
                        backups.maker(cancellation),
                        sources,
                        ledger::read,
                        this::home,
                        hooks::beforeBackup,
                        this::made));
    }

    private void made(StoredBackup backup) {
        made = backup;
        listener.backupMade(backup);
        backups.warnOf(backup);
        History history = ledger.read();
        Set<String> needed = new HashSet<>(Retention.needed(history));
        needed.addAll(TransitionRecords.of(history).backups());
        // It is the next that this run needs, whatever clocks say.
        needed.add(backup.id().text());
        backups.retention().apply(backups.store(), home(), backups.verifier(), needed, cancellation);
    }

    private Home home() {
        return backups.home(database, connection);
    }

    /** {@return the id of the backup that the run made} */
    public Optional<String> backupId() {
        return Optional.ofNullable(made).map(backup -> backup.id().text());
    }
}
