package dev.aicli.migrate.app;

import dev.aicli.migrate.backup.HistoryHeads;
import dev.aicli.migrate.backup.LockBesideRestores;
import dev.aicli.migrate.backup.TransferListener;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.DatabaseUrl;
import dev.aicli.migrate.history.HeadMemory;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.LockHolder;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunLocks;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.OwnerRights;
import dev.aicli.migrate.model.Phase;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.project.DatabaseSetting;
import dev.aicli.migrate.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** A project's history, connected: in its database, or in a file of its own where it has none. */
public final class LedgerSession implements AutoCloseable {
    private final Workspace workspace;
    private final Project project;
    private final Database database;
    private final Connection connection;
    private final HistoryNames names;
    private final Ledger ledger;
    private final boolean changes;
    private final Duration lease;

    private LedgerSession(
            Workspace workspace, Project project, Database database, Connection connection, boolean changes)
            throws SQLException {
        this.workspace = workspace;
        this.project = project;
        this.database = database;
        this.connection = connection;
        Optional<String> schema = project.history().schema();
        if (schema.isPresent() && !database.hasSchemas()) {
            throw new UsageException("a schema for history was named, and " + database.product() + " has no schemas")
                    .next("leave history.schema out; history.prefix sets its tables apart");
        }
        this.names = HistoryNames.locate(
                database, connection, schema, project.history().prefix(), workspace.reporter()::info);
        this.changes = changes;
        // Where nobody has set up a project, and no backup was made, no folder appears for this.
        Path backups = project.backup().directory();
        HeadMemory memory = project.file().isPresent() || Files.isDirectory(backups)
                ? new HistoryHeads(backups, database, names)
                : HeadMemory.NONE;
        this.ledger = new Ledger(database, connection, names, memory);
        this.lease = project.run().lockLease();
    }

    /** Connects to change things: creates a database file that is not there. */
    public static LedgerSession toChange(Workspace workspace, Project project) {
        return toChange(workspace, project, databaseToChange(workspace, project));
    }

    /** The same, with what {@link #databaseToChange} gave. */
    public static LedgerSession toChange(Workspace workspace, Project project, Database database) {
        return around(workspace, project, database, true);
    }

    /** {@return the database in which history is kept, to be changed and not connected yet} */
    public static Database databaseToChange(Workspace workspace, Project project) {
        if (project.databaseUrl().isEmpty()) {
            createPrivate(project.directory().resolve(".aicli"));
            requireOurs(project.directory().resolve(".aicli"));
        }
        return changeable(database(workspace, project))
                .waitingAtMost(project.run().lockWait());
    }

    /**
     * {@return the same database, which is about to be changed, made or dropped}
     *
     * @throws UsageException when its URL says that it is only read
     */
    public static Database changeable(Database database) {
        if (database.isReadOnly()) {
            throw new UsageException("the URL opens " + database.address() + " for reading only")
                    .next("leave mode=ro or immutable=1 out of the URL to change the database");
        }
        return database;
    }

    /** History decides what is done: nobody else may be able to exchange it. */
    private static void requireOurs(Path folder) {
        try {
            Optional<String> fault = Files.exists(folder) ? OwnerRights.fault(folder) : Optional.empty();
            if (fault.isPresent()) {
                throw new UsageException("the history in " + folder + " is not believed: " + fault.get())
                        .next("make it this user's alone, once you have looked at what is there: chown, chmod go-w");
            }
        } catch (IOException e) {
            throw new ConnectionException("cannot look at " + folder + ": " + e.getMessage(), e)
                    .next("see that this user may read it");
        }
    }

    /** Connects to look only. */
    public static LedgerSession toLook(Workspace workspace, Project project) {
        return toLook(workspace, project, databaseToLookAt(workspace, project));
    }

    /** The same, with what {@link #databaseToLookAt} gave. */
    public static LedgerSession toLook(Workspace workspace, Project project, Database database) {
        return around(workspace, project, database, false);
    }

    /** {@return the database in which history is kept, for looking only and not connected yet} */
    public static Database databaseToLookAt(Workspace workspace, Project project) {
        if (project.databaseUrl().isEmpty() && project.file().isPresent()) {
            requireOurs(project.directory().resolve(".aicli"));
        }
        return database(workspace, project).forLooking();
    }

    /** {@return the database in which history is kept, not connected yet} */
    public static Database database(Workspace workspace, Project project) {
        boolean embedded = project.databaseUrl().isEmpty() && project.file().isPresent();
        DatabaseUrl url = embedded
                ? Databases.url(
                        Databases.EMBEDDED_HISTORY,
                        workspace.urlEnvironment(new DatabaseSetting(Databases.EMBEDDED_HISTORY, project.directory())))
                : url(workspace, project);
        return Databases.open(url);
    }

    /** {@return another database than the project's, which an option names} */
    public static Database named(Workspace workspace, String url) {
        return Databases.open(url(workspace, new DatabaseSetting(url, workspace.directory())));
    }

    /** {@return the URL of the project's database, its password hidden in all messages from now on} */
    public static DatabaseUrl url(Workspace workspace, Project project) {
        return url(workspace, project.requireDatabase());
    }

    private static DatabaseUrl url(Workspace workspace, DatabaseSetting setting) {
        DatabaseUrl url = Databases.url(setting.url(), workspace.urlEnvironment(setting));
        workspace.reporter().hide(url.masking());
        url.warnings().forEach(workspace.reporter()::warning);
        return url;
    }

    private static LedgerSession around(Workspace workspace, Project project, Database database, boolean changes) {
        workspace.reporter().entered(Phase.CONNECTION);
        Connection connection = database.connect();
        try {
            LedgerSession session = new LedgerSession(workspace, project, database, connection, changes);
            workspace.reporter().entered(Phase.RUN);
            return session;
        } catch (SQLException e) {
            throw new ConnectionException("the connection to " + database.address() + " failed: " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }

    private static void createPrivate(Path folder) {
        try {
            Files.createDirectories(folder, OwnerRights.folder());
        } catch (IOException e) {
            throw new ConnectionException("cannot create " + folder + ": " + e.getMessage(), e)
                    .next("see that this user may write there");
        }
    }

    public Database database() {
        return database;
    }

    public Connection connection() {
        return connection;
    }

    public Ledger ledger() {
        return ledger;
    }

    public RunLock lock() {
        String holder =
                workspace.user() + ", process " + ProcessHandle.current().pid();
        ProjectBackups backups = new ProjectBackups(workspace, project, TransferListener.SILENT);
        RunLock lock = new LockBesideRestores(
                RunLocks.of(database, connection, names, holder, lease),
                backups.store(),
                () -> backups.home(database, connection));
        ledger.guardBy(lock);
        return lock;
    }

    public HistoryNames names() {
        return names;
    }

    /** {@return where history is} */
    public HistoryPlace place() {
        return new HistoryPlace(database.address(), names.schema());
    }

    /** {@return who holds the lock now} */
    public Optional<LockHolder> lockHolder() {
        return RunLocks.holder(database, connection, names);
    }

    /** {@return a lock for a command that leaves no trace} */
    public RunLock lockWithoutTrace() {
        return RunLocks.withoutTrace(database, connection, names);
    }

    /** {@return a stamp for a new run} */
    public RunStamp newRun() {
        return new RunStamp(
                RunIds.next(), Optional.empty(), workspace.toolVersion(), workspace.user(), Optional.empty());
    }

    @Override
    public void close() {
        workspace.reporter().entered(Phase.CLOSING);
        try {
            if (changes && !connection.isClosed()) {
                ledger.rememberHead(false);
            }
        } catch (MigrateException | SQLException e) {
            workspace.reporter().detail("the end of the history was not noted: " + e.getMessage());
        }
        try {
            connection.close();
        } catch (SQLException e) {
            workspace.reporter().detail("closing the connection failed: " + e.getMessage());
        }
    }
}
