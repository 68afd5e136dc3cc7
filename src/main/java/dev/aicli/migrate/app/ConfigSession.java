package dev.aicli.migrate.app;

import dev.aicli.migrate.config.ConfigMigrationFolder;
import dev.aicli.migrate.config.ConfigSetup;
import dev.aicli.migrate.config.ConfigTrack;
import dev.aicli.migrate.config.files.FilePattern;
import dev.aicli.migrate.config.migration.ConfigFormat;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Declarations;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.Runner;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.Version;
import dev.aicli.migrate.project.ConfigSettings;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.release.Release;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A project's configuration files and their history, with the parts of the engine put together around them. */
public final class ConfigSession implements AutoCloseable {
    private static final String STATE_FOLDER = "config";

    private final Workspace workspace;
    private final Project project;
    private final LedgerSession session;
    private final ConfigSetup setup;
    private final ConfigTrack track;

    private ConfigSession(Workspace workspace, Project project, LedgerSession session, ConfigSetup setup) {
        this.workspace = workspace;
        this.project = project;
        this.session = session;
        this.setup = setup;
        this.track = new ConfigTrack(setup);
    }

    public static ConfigSession toChange(Workspace workspace, Project project, ConfigSelection selection) {
        ConfigSetup setup = setup(project, selection);
        return new ConfigSession(workspace, project, LedgerSession.toChange(workspace, project), setup);
    }

    public static ConfigSession toLook(Workspace workspace, Project project, ConfigSelection selection) {
        ConfigSetup setup = setup(project, selection);
        return new ConfigSession(workspace, project, LedgerSession.toLook(workspace, project), setup);
    }

    /** The part of a session on both tracks that is about configuration; closed with it. */
    public static ConfigSession within(Workspace workspace, Project project, LedgerSession base) {
        return new ConfigSession(workspace, project, base, setup(project, ConfigSelection.ALL));
    }

    /** {@return the configuration version that a name means: its own, or that of a release} */
    public Version targetVersion(String name) {
        return new TargetVersions(workspace, project, track).version(name, Release::config);
    }

    /** {@return the setup of the project's configuration track} */
    public static ConfigSetup setup(Project project, ConfigSelection selection) {
        if (project.file().isEmpty()) {
            throw new UsageException("there is no project file here, and no other place that names configuration files")
                    .next("write a project file with `aicli-web init`, and name the files in it: config: { files:"
                            + " [config.yml, .env] }");
        }
        List<FilePattern> files =
                project.config().files().stream().map(ConfigSession::pattern).toList();
        return new ConfigSetup(
                project.directory(),
                project.config().migrations(),
                files,
                selection.files(),
                project.backup().directory().resolve(STATE_FOLDER),
                own(project),
                selection.from());
    }

    /** {@return the files and folders of the project that are the program's own} */
    public static List<Path> own(Project project) {
        List<Path> own = new ArrayList<>(project.migrations().folders());
        project.file().ifPresent(own::add);
        own.addAll(List.of(
                project.releases(),
                project.config().migrations(),
                project.backup().directory()));
        return own;
    }

    public static FilePattern pattern(ConfigSettings.ConfigFile file) {
        return new FilePattern(
                file.path(),
                file.format().map(word -> word.equals("env") ? ConfigFormat.DOTENV : ConfigFormat.YAML),
                file.versionKey());
    }

    public Database database() {
        return session.database();
    }

    public LedgerSession base() {
        return session;
    }

    /** {@return where history is} */
    public HistoryPlace place() {
        return session.place();
    }

    public Ledger ledger() {
        return session.ledger();
    }

    public ConfigTrack track() {
        return track;
    }

    public ConfigSetup setup() {
        return setup;
    }

    public Project project() {
        return project;
    }

    public ConfigMigrationFolder folder() {
        return new ConfigMigrationFolder(setup);
    }

    /** {@return what carries out runs} */
    public TrackMigrations migrations(boolean noBackup) {
        return new TrackMigrations(
                workspace, project, session, track, safeguards -> safeguards.ofFiles(noBackup, paths()));
    }

    /** {@return what makes plans} Carries none out. */
    public Runner planner() {
        return new Runner(track, session.ledger(), session::lock, List.of(), RunListener.SILENT, new Cancellation());
    }

    /** {@return the files of the track} */
    public List<Path> paths() {
        return track.subjects().stream()
                .map(subject -> project.directory().resolve(subject.target()))
                .toList();
    }

    public Declarations declarations(RunListener listener) {
        return new Declarations(track, session.ledger(), session::lock, listener, new Cancellation());
    }

    public RunStamp newRun() {
        return session.newRun();
    }

    @Override
    public void close() {
        session.close();
    }
}
