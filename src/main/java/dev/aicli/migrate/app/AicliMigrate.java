package dev.aicli.migrate.app;

import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.Inspection;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.model.Phase;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.schema.ExecutionSettings.InterruptedStatement;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The program as a library: {@code AicliMigrate.open(folder).schema().up()}. Each call connects, does its work under
 * the project's lock, with backups and hooks as its project file says, and closes the connection again. What fails is
 * thrown as a {@link dev.aicli.migrate.model.MigrateException}, which says what happened, where, and what to do next.
 */
public final class AicliMigrate {
    private final Workspace workspace;
    private final Project project;

    private AicliMigrate(Workspace workspace, Project project) {
        this.workspace = workspace;
        this.project = project;
    }

    /**
     * Opens a project as the command line would in its folder, with this process' environment.
     *
     * @throws dev.aicli.migrate.model.UsageException when its project file cannot be read
     */
    public static AicliMigrate open(Path folder) {
        return open(folder, System.getenv());
    }

    /** The same, with other environment variables. */
    public static AicliMigrate open(Path folder, Map<String, String> environment) {
        Workspace workspace = new Workspace(
                environment,
                folder.toAbsolutePath().normalize(),
                Path.of(System.getProperty("user.home")),
                System.getProperty("user.name"),
                "library",
                SILENT);
        return new AicliMigrate(workspace, workspace.project(Optional.empty(), Map.of()));
    }

    /** {@return the schema track} */
    public Migrations schema() {
        return new Migrations(this::onSchema);
    }

    /** {@return the configuration track} */
    public Migrations config() {
        return new Migrations(this::onConfig);
    }

    /** {@return the schema track as it stands} */
    public Inspection schemaStatus() {
        try (SchemaSession session = SchemaSession.toLook(workspace, project, SchemaSession.ReadAhead.BYTES)) {
            return session.inspect();
        }
    }

    private RunReport onSchema(Goal goal, boolean allowOutOfOrder) {
        try (SchemaSession session =
                SchemaSession.toChange(workspace, project, InterruptedStatement.ASK, SchemaSession.ReadAhead.BYTES)) {
            return session.migrations(false)
                    .to(goal, allowOutOfOrder, RunProgress.SILENT, new Cancellation())
                    .orThrow();
        }
    }

    private RunReport onConfig(Goal goal, boolean allowOutOfOrder) {
        try (ConfigSession session = ConfigSession.toChange(workspace, project, ConfigSelection.ALL)) {
            return session.migrations(false)
                    .to(goal, allowOutOfOrder, RunProgress.SILENT, new Cancellation())
                    .orThrow();
        }
    }

    /** Runs on one track. */
    public static final class Migrations {
        private final BiFunction<Goal, Boolean, RunReport> run;

        private Migrations(BiFunction<Goal, Boolean, RunReport> run) {
            this.run = run;
        }

        /** Applies all that is pending. */
        public RunReport up() {
            return to(new Goal.UpToLatest());
        }

        /** Takes the last migration back. */
        public RunReport down() {
            return to(new Goal.DownSteps(1));
        }

        /** Takes the track to a goal. */
        public RunReport to(Goal goal) {
            return run.apply(goal, false);
        }
    }

    private static final Reporter SILENT = new Reporter() {
        @Override
        public void info(String text) {
            // Nobody listens.
        }

        @Override
        public void detail(String text) {
            // Nobody listens.
        }

        @Override
        public void warning(String text) {
            // Nobody listens.
        }

        @Override
        public void hide(Masking masking) {
            // Nothing is shown.
        }

        @Override
        public Masking masking() {
            return Masking.PATTERNS;
        }

        @Override
        public String masked(String text) {
            return Masking.PATTERNS.mask(text);
        }

        @Override
        public void entered(Phase phase) {
            // Nobody measures.
        }
    };
}
