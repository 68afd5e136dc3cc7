package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.DatabaseUrl;
import dev.aicli.migrate.database.PostgreSqlDatabase;
import dev.aicli.migrate.database.PostgreSqlUrl;
import dev.aicli.migrate.database.SqliteDatabase;
import dev.aicli.migrate.database.SqliteUrl;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Declarations;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunLocks;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.RunSettings;
import dev.aicli.migrate.schema.ExecutionSettings;
import dev.aicli.migrate.schema.ExecutionSettings.TransactionScope;
import dev.aicli.migrate.schema.MigrationFolder;
import dev.aicli.migrate.schema.SchemaTrack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A project's database, connected, with the parts of the engine put together around it. */
final class SchemaSession implements AutoCloseable {
    private final CommandContext context;
    private final Project project;
    private final Database database;
    private final Connection connection;
    private final HistoryNames names;
    private final Ledger ledger;
    private final SchemaTrack track;

    private SchemaSession(CommandContext context, Project project, Database database, Connection connection)
            throws SQLException {
        this.context = context;
        this.project = project;
        this.database = database;
        this.connection = connection;
        Optional<String> chosen = project.history().schema();
        if (chosen.isPresent() && database.kind().equals("sqlite")) {
            throw new UsageException("a schema for history was named, and SQLite has no schemas")
                    .next("leave history.schema out; history.prefix sets its tables apart");
        }
        this.names = new HistoryNames(
                chosen.isPresent() ? chosen : database.defaultSchema(connection),
                project.history().prefix());
        this.ledger = new Ledger(database, connection, names);
        this.track = new SchemaTrack(folder(context, project, database), database, connection, settings(project.run()));
    }

    /** Connects to change things: creates a database file that is not there. */
    static SchemaSession toChange(CommandContext context, Project project) {
        Database database = database(context, project);
        return around(context, project, database, database.connect());
    }

    /** Connects to look only. */
    static SchemaSession toLook(CommandContext context, Project project) {
        Database database = database(context, project).forLooking();
        return around(context, project, database, database.connect());
    }

    private static SchemaSession around(
            CommandContext context, Project project, Database database, Connection connection) {
        try {
            return new SchemaSession(context, project, database, connection);
        } catch (SQLException e) {
            throw new ConnectionException("the connection to " + database.address() + " failed: " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }

    /** {@return the database that the project names, not connected yet} */
    static Database database(CommandContext context, Project project) {
        DatabaseUrl url = url(context, project);
        return url instanceof PostgreSqlUrl postgres
                ? new PostgreSqlDatabase(postgres)
                : new SqliteDatabase((SqliteUrl) url);
    }

    /** {@return the URL of the project's database, its password hidden in all messages from now on} */
    static DatabaseUrl url(CommandContext context, Project project) {
        DatabaseUrl url =
                DatabaseUrl.parse(project.requireDatabase().url(), context.urlEnvironment(project.requireDatabase()));
        context.hide(url.masking());
        url.warnings().forEach(context.messages()::warning);
        return url;
    }

    private static MigrationFolder folder(CommandContext context, Project project, Database database) {
        return MigrationFolder.of(project.migrations(), database.kind(), context.directory());
    }

    private static ExecutionSettings settings(RunSettings run) {
        TransactionScope scope =
                run.transaction() == RunSettings.Transaction.RUN ? TransactionScope.RUN : TransactionScope.MIGRATION;
        return new ExecutionSettings(run.lockTimeout(), run.statementTimeout(), run.lockRetries(), scope);
    }

    Database database() {
        return database;
    }

    Ledger ledger() {
        return ledger;
    }

    SchemaTrack track() {
        return track;
    }

    Project project() {
        return project;
    }

    /** {@return the schema track as it stands} */
    Inspection inspect() {
        Inspection inspection = new Inspection(track, SchemaTrack.DATABASE, ledger, ledger.read());
        track.warnings().forEach(context.messages()::warning);
        return inspection;
    }

    Runner runner(RunListener listener, Cancellation cancellation) {
        return new Runner(track, ledger, this::lock, List.of(), listener, cancellation);
    }

    Declarations declarations(RunListener listener) {
        return new Declarations(track, ledger, this::lock, listener, new Cancellation());
    }

    private RunLock lock() {
        String holder = context.user() + ", process " + ProcessHandle.current().pid();
        return RunLocks.of(database, connection, names, holder);
    }

    /** {@return a stamp for a new run} */
    RunStamp newRun() {
        return new RunStamp(RunIds.next(), Optional.empty(), context.toolVersion(), context.user(), Optional.empty());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            context.messages().detail("closing the connection failed: " + e.getMessage());
        }
    }
}
