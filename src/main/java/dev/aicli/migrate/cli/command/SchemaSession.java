package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.backup.ScratchSupport;
import dev.aicli.migrate.backup.Scratches;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Declarations;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.engine.LockWait;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.RunParticipant;
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
final class SchemaSession implements AutoCloseable {
    private final CommandContext context;
    private final Project project;
    private final LedgerSession base;
    private final SchemaTrack track;

    private SchemaSession(
            CommandContext context,
            Project project,
            LedgerSession base,
            MigrationSources sources,
            ExecutionSettings settings) {
        this.context = context;
        this.project = project;
        this.base = base;
        this.track = new SchemaTrack(sources, base.database(), base.connection(), settings);
    }

    /** What is read of the migrations while a connection is made. */
    enum ReadAhead {
        /** Which ones there are. */
        FOLDER,
        /** Their bytes too: the command compares them with what was applied. */
        BYTES
    }

    /** Connects to change things: creates a database file that is not there. */
    static SchemaSession toChange(CommandContext context, Project project) {
        return toChange(context, project, InterruptedStatement.ASK, ReadAhead.FOLDER);
    }

    /** The same, with an answer to what an earlier run was interrupted in. */
    static SchemaSession toChange(
            CommandContext context, Project project, InterruptedStatement interrupted, ReadAhead ahead) {
        project.requireDatabase();
        Database database = LedgerSession.databaseToChange(context, project);
        MigrationSources sources = sources(context, project, database, ahead);
        return new SchemaSession(
                context,
                project,
                LedgerSession.toChange(context, project, database),
                sources,
                settings(project.run()).withInterrupted(interrupted));
    }

    /** Connects to look only. */
    static SchemaSession toLook(CommandContext context, Project project, ReadAhead ahead) {
        project.requireDatabase();
        Database database = LedgerSession.databaseToLookAt(context, project);
        MigrationSources sources = sources(context, project, database, ahead);
        LedgerSession base = LedgerSession.toLook(context, project, database);
        return new SchemaSession(context, project, base, sources, settings(project.run()));
    }

    /** The part of a session on both tracks that is about the schema; closed with it. */
    static SchemaSession within(CommandContext context, Project project, LedgerSession base) {
        return new SchemaSession(
                context, project, base, sources(context, project, base.database()), settings(project.run()));
    }

    private static MigrationSources sources(CommandContext context, Project project, Database database) {
        return new MigrationSources(
                MigrationFolder.of(project.migrations(), database.kind(), Databases.names(), context.directory()));
    }

    /** {@return the migrations, which are being read from now on} */
    private static MigrationSources sources(
            CommandContext context, Project project, Database database, ReadAhead ahead) {
        MigrationSources sources = sources(context, project, database);
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

    Database database() {
        return base.database();
    }

    LedgerSession base() {
        return base;
    }

    Ledger ledger() {
        return base.ledger();
    }

    /** {@return what makes databases like this one, to try things in} */
    Scratches scratches() {
        return base.database()
                .ability(ScratchSupport.class)
                .map(support -> support.scratches(
                        ProgramFolders.of(context.environment().getOrDefault("PATH", "")),
                        Path.of(System.getProperty("java.io.tmpdir"))))
                .orElseGet(Scratches::notWanted);
    }

    SchemaTrack track() {
        return track;
    }

    Project project() {
        return project;
    }

    /** {@return the schema version that a name means: its own, or that of a release} */
    Version targetVersion(String name) {
        return new TargetVersions(context, project, track).version(name, Release::schema);
    }

    /** {@return the schema track as it stands} */
    Inspection inspect() {
        track.readSourcesAhead();
        context.phases().enter(Phase.HISTORY);
        History history = ledger().read();
        context.phases().enter(Phase.PLAN);
        Inspection inspection = new Inspection(track, SchemaTrack.DATABASE, ledger(), history);
        context.phases().enter(Phase.RUN);
        track.warnings().forEach(context.messages()::warning);
        return inspection;
    }

    /** {@return what carries out plans, with backups and hooks} */
    Runner runner(RunListener listener, Cancellation cancellation, List<RunParticipant> participants) {
        return new Runner(track, ledger(), base::lock, participants, listener, cancellation);
    }

    /** {@return what makes plans} Carries none out. */
    Runner planner() {
        return new Runner(track, ledger(), base::lock, List.of(), RunListener.SILENT, new Cancellation());
    }

    /**
     * Does something while no run is at work, waiting for one that is, and leaves no trace of that in the database.
     *
     * @throws dev.aicli.migrate.model.LockException when a run is still at work after the project's lock wait
     */
    <T> T betweenRuns(RunListener listener, Cancellation cancellation, Supplier<T> work) {
        try (RunLock lock = base.lockWithoutTrace()) {
            new LockWait(project.run().lockWait(), listener, cancellation).acquire(lock);
            return work.get();
        }
    }

    Declarations declarations(RunListener listener) {
        return new Declarations(track, ledger(), base::lock, listener, new Cancellation());
    }

    /** {@return a stamp for a new run} */
    RunStamp newRun() {
        return base.newRun();
    }

    @Override
    public void close() {
        base.close();
    }
}
