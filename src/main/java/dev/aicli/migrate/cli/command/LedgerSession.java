package dev.aicli.migrate.cli.command;

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
final class LedgerSession implements AutoCloseable {
    private final CommandContext context;
    private final Project project;
    private final Database database;
    private final Connection connection;
    private final HistoryNames names;
    private final Ledger ledger;
    private final boolean changes;
    private final Duration lease;

    private LedgerSession(
            CommandContext context, Project project, Database database, Connection connection, boolean changes)
            throws SQLException {
        this.context = context;
        this.project = project;
        this.database = database;
        this.connection = connection;
        Optional<String> schema = project.history().schema();
        if (schema.isPresent() && !database.hasSchemas()) {
            throw new UsageException("a schema for history was named, and " + database.product() + " has no schemas")
                    .next("leave history.schema out; history.prefix sets its tables apart");
        }
        this.names = HistoryNames.locate(
                database, connection, schema, project.history().prefix(), context.messages()::info);
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
    static LedgerSession toChange(CommandContext context, Project project) {
        return toChange(context, project, databaseToChange(context, project));
    }

    /** The same, with what {@link #databaseToChange} gave. */
    static LedgerSession toChange(CommandContext context, Project project, Database database) {
        return around(context, project, database, true);
    }

    /** {@return the database in which history is kept, to be changed and not connected yet} */
    static Database databaseToChange(CommandContext context, Project project) {
        if (project.databaseUrl().isEmpty()) {
            createPrivate(project.directory().resolve(".aicli"));
            requireOurs(project.directory().resolve(".aicli"));
        }
        return changeable(database(context, project))
                .waitingAtMost(project.run().lockWait());
    }

    /**
     * {@return the same database, which is about to be changed, made or dropped}
     *
     * @throws UsageException when its URL says that it is only read
     */
    static Database changeable(Database database) {
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
    static LedgerSession toLook(CommandContext context, Project project) {
        return toLook(context, project, databaseToLookAt(context, project));
    }

    /** The same, with what {@link #databaseToLookAt} gave. */
    static LedgerSession toLook(CommandContext context, Project project, Database database) {
        return around(context, project, database, false);
    }

    /** {@return the database in which history is kept, for looking only and not connected yet} */
    static Database databaseToLookAt(CommandContext context, Project project) {
        if (project.databaseUrl().isEmpty() && project.file().isPresent()) {
            requireOurs(project.directory().resolve(".aicli"));
        }
        return database(context, project).forLooking();
    }

    /** {@return the database in which history is kept, not connected yet} */
    static Database database(CommandContext context, Project project) {
        boolean embedded = project.databaseUrl().isEmpty() && project.file().isPresent();
        DatabaseUrl url = embedded
                ? Databases.url(
                        Databases.EMBEDDED_HISTORY,
                        context.urlEnvironment(new DatabaseSetting(Databases.EMBEDDED_HISTORY, project.directory())))
                : url(context, project);
        return Databases.open(url);
    }

    /** {@return another database than the project's, which an option names} */
    static Database named(CommandContext context, String url) {
        return Databases.open(url(context, new DatabaseSetting(url, context.directory())));
    }

    /** {@return the URL of the project's database, its password hidden in all messages from now on} */
    static DatabaseUrl url(CommandContext context, Project project) {
        return url(context, project.requireDatabase());
    }

    private static DatabaseUrl url(CommandContext context, DatabaseSetting setting) {
        DatabaseUrl url = Databases.url(setting.url(), context.urlEnvironment(setting));
        context.hide(url.masking());
        url.warnings().forEach(context.messages()::warning);
        return url;
    }

    private static LedgerSession around(CommandContext context, Project project, Database database, boolean changes) {
        context.phases().enter(Phase.CONNECTION);
        Connection connection = database.connect();
        try {
            LedgerSession session = new LedgerSession(context, project, database, connection, changes);
            context.phases().enter(Phase.RUN);
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

    Database database() {
        return database;
    }

    Connection connection() {
        return connection;
    }

    Ledger ledger() {
        return ledger;
    }

    RunLock lock() {
        String holder = context.user() + ", process " + ProcessHandle.current().pid();
        ProjectBackups backups = new ProjectBackups(context, project, TransferListener.SILENT);
        RunLock lock = new LockBesideRestores(
                RunLocks.of(database, connection, names, holder, lease),
                backups.store(),
                () -> backups.home(database, connection));
        ledger.guardBy(lock);
        return lock;
    }

    HistoryNames names() {
        return names;
    }

    /** {@return where history is} */
    HistoryPlace place() {
        return new HistoryPlace(database.address(), names.schema());
    }

    /** {@return who holds the lock now} */
    Optional<LockHolder> lockHolder() {
        return RunLocks.holder(database, connection, names);
    }

    /** {@return a lock for a command that leaves no trace} */
    RunLock lockWithoutTrace() {
        return RunLocks.withoutTrace(database, connection, names);
    }

    /** {@return a stamp for a new run} */
    RunStamp newRun() {
        return new RunStamp(RunIds.next(), Optional.empty(), context.toolVersion(), context.user(), Optional.empty());
    }

    @Override
    public void close() {
        context.phases().enter(Phase.CLOSING);
        try {
            if (changes && !connection.isClosed()) {
                ledger.rememberHead(false);
            }
        } catch (MigrateException | SQLException e) {
            context.messages().detail("the end of the history was not noted: " + e.getMessage());
        }
        try {
            connection.close();
        } catch (SQLException e) {
            context.messages().detail("closing the connection failed: " + e.getMessage());
        }
    }
}
