package dev.aicli.migrate.app;

import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.backup.TemporaryDatabaseSupport;
import dev.aicli.migrate.backup.TemporaryDatabases;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Declarations;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.engine.LockWait;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.Phase;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.RunSettings;
import dev.aicli.migrate.release.Release;
import dev.aicli.migrate.schema.ExecutionSettings;
import dev.aicli.migrate.schema.ExecutionSettings.InterruptedStatement;
import dev.aicli.migrate.schema.ExecutionSettings.TransactionScope;
import dev.aicli.migrate.schema.MigrationFolder;
import dev.aicli.migrate.schema.MigrationSources;
import dev.aicli.migrate.schema.SchemaTrack;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** A project's database, connected, with the parts of the engine put together around it. */
public final class SchemaSession implements AutoCloseable {
    private final Workspace workspace;
    private final Project project;
    private final LedgerSession base;
    private final SchemaTrack track;

    private SchemaSession(
            Workspace workspace,
            Project project,
            LedgerSession base,
            MigrationSources sources,
            ExecutionSettings settings) {
        this.workspace = workspace;
        this.project = project;
        this.base = base;
        this.track = new SchemaTrack(sources, base.database(), base.connection(), settings);
    }

    /** What is read of the migrations while a connection is made. */
    public enum ReadAhead {
        /** Which ones there are. */
        FOLDER,
        /** Their bytes too: the command compares them with what was applied. */
        BYTES
    }

    /** Connects to change things: creates a database file that is not there. */
    public static SchemaSession toChange(Workspace workspace, Project project) {
        return toChange(workspace, project, InterruptedStatement.ASK, ReadAhead.FOLDER);
    }

    /** The same, with an answer to what an earlier run was interrupted in. */
    public static SchemaSession toChange(
            Workspace workspace, Project project, InterruptedStatement interrupted, ReadAhead ahead) {
        project.requireDatabase();
        Database database = LedgerSession.databaseToChange(workspace, project);
        MigrationSources sources = sources(workspace, project, database, ahead);
        return new SchemaSession(
                workspace,
                project,
                LedgerSession.toChange(workspace, project, database),
                sources,
                settings(project.run()).withInterrupted(interrupted));
    }

    /** Connects to look only. */
    public static SchemaSession toLook(Workspace workspace, Project project, ReadAhead ahead) {
        project.requireDatabase();
        Database database = LedgerSession.databaseToLookAt(workspace, project);
        MigrationSources sources = sources(workspace, project, database, ahead);
        LedgerSession base = LedgerSession.toLook(workspace, project, database);
        return new SchemaSession(workspace, project, base, sources, settings(project.run()));
    }

    /** The part of a session on both tracks that is about the schema; closed with it. */
    public static SchemaSession within(Workspace workspace, Project project, LedgerSession base) {
        return new SchemaSession(
                workspace, project, base, sources(workspace, project, base.database()), settings(project.run()));
    }

    private static MigrationSources sources(Workspace workspace, Project project, Database database) {
        return new MigrationSources(
                MigrationFolder.of(project.migrations(), database.kind(), Databases.names(), workspace.directory()));
    }

    /** {@return the migrations, which are being read from now on} */
    private static MigrationSources sources(Workspace workspace, Project project, Database database, ReadAhead ahead) {
        MigrationSources sources = sources(workspace, project, database);
        if (ahead == ReadAhead.BYTES) {
            sources.readAheadWithChecksums();
        } else {
            sources.readAhead();
        }
        return sources;
    }

    private static ExecutionSettings settings(RunSettings run) {
        TransactionScope scope =
                run.transaction() == RunSettings.Transaction.RUN ? TransactionScope.RUN : TransactionScope.MIGRATION;
        return new ExecutionSettings(run.lockTimeout(), run.statementTimeout(), run.lockRetries(), scope);
    }

    public Database database() {
        return base.database();
    }

    public LedgerSession base() {
        return base;
    }

    /** {@return where history is} */
    public HistoryPlace place() {
        return base.place();
    }

    public Ledger ledger() {
        return base.ledger();
    }

    /** {@return what makes databases like this one, to try things in} */
    public TemporaryDatabases temporaryDatabases() {
        return base.database()
                .ability(TemporaryDatabaseSupport.class)
                .map(support -> support.temporaryDatabases(
                        ProgramFolders.of(workspace.searchPath()), Path.of(System.getProperty("java.io.tmpdir"))))
                .orElseGet(TemporaryDatabases::notWanted);
    }

    public SchemaTrack track() {
        return track;
    }

    public Project project() {
        return project;
    }

    /** {@return the schema version that a name means: its own, or that of a release} */
    public Version targetVersion(String name) {
        return new TargetVersions(workspace, project, track).version(name, Release::schema);
    }

    /** {@return the schema track as it stands} */
    public Inspection inspect() {
        track.readSourcesAhead();
        workspace.reporter().entered(Phase.HISTORY);
        History history = ledger().read();
        workspace.reporter().entered(Phase.PLAN);
        Inspection inspection = new Inspection(track, SchemaTrack.DATABASE, ledger(), history);
        workspace.reporter().entered(Phase.RUN);
        track.warnings().forEach(workspace.reporter()::warning);
        return inspection;
    }

    /** {@return what carries out runs} */
    public TrackMigrations migrations(boolean noBackup) {
        return new TrackMigrations(workspace, project, base, track, safeguards -> safeguards.ofDatabase(noBackup));
    }

    /** {@return what makes plans} Carries none out. */
    public Runner planner() {
        return new Runner(track, ledger(), base::lock, List.of(), RunListener.SILENT, new Cancellation());
    }

    /**
     * Does something while no run is at work, waiting for one that is, and leaves no trace of that in the database.
     *
     * @throws dev.aicli.migrate.model.LockException when a run is still at work after the project's lock wait
     */
    public <T> T betweenRuns(RunListener listener, Cancellation cancellation, Supplier<T> work) {
        try (RunLock lock = base.lockWithoutTrace()) {
            new LockWait(project.run().lockWait(), listener, cancellation).acquire(lock);
            return work.get();
        }
    }

    public Declarations declarations(RunListener listener) {
        return new Declarations(track, ledger(), base::lock, listener, new Cancellation());
    }

    /** {@return a stamp for a new run} */
    public RunStamp newRun() {
        return base.newRun();
    }

    @Override
    public void close() {
        base.close();
    }
}
