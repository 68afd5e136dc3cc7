package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.config.ConfigMigrationFolder;
import dev.aicli.migrate.config.ConfigSetup;
import dev.aicli.migrate.config.ConfigTrack;
import dev.aicli.migrate.config.files.FilePattern;
import dev.aicli.migrate.config.migration.ConfigFormat;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Declarations;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.RunParticipant;
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
final class ConfigSession implements AutoCloseable {
    private static final String STATE_FOLDER = "config";

    private final CommandContext context;
    private final Project project;
    private final LedgerSession session;
    private final ConfigSetup setup;
    private final ConfigTrack track;

    private ConfigSession(CommandContext context, Project project, LedgerSession session, ConfigSetup setup) {
        this.context = context;
        this.project = project;
        this.session = session;
        this.setup = setup;
        this.track = new ConfigTrack(setup);
    }

    static ConfigSession toChange(CommandContext context, Project project, ConfigOptions options) {
        ConfigSetup setup = setup(project, options);
        return new ConfigSession(context, project, LedgerSession.toChange(context, project), setup);
    }

    static ConfigSession toLook(CommandContext context, Project project, ConfigOptions options) {
        ConfigSetup setup = setup(project, options);
        return new ConfigSession(context, project, LedgerSession.toLook(context, project), setup);
    }

    /** The part of a session on both tracks that is about configuration; closed with it. */
    static ConfigSession within(CommandContext context, Project project, LedgerSession base) {
        return new ConfigSession(context, project, base, setup(project, new ConfigOptions()));
    }

    /** {@return the configuration version that a name means: its own, or that of a release} */
    Version targetVersion(String name) {
        return new TargetVersions(context, project, track).version(name, Release::config);
    }

    /** {@return the setup of the project's configuration track} */
    static ConfigSetup setup(Project project, ConfigOptions options) {
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
                options.files(),
                project.backup().directory().resolve(STATE_FOLDER),
                own(project),
                options.from());
    }

    /** {@return the files and folders of the project that are the program's own} */
    static List<Path> own(Project project) {
        List<Path> own = new ArrayList<>(project.migrations().folders());
        project.file().ifPresent(own::add);
        own.addAll(List.of(
                project.releases(),
                project.config().migrations(),
                project.backup().directory()));
        return own;
    }

    static FilePattern pattern(ConfigSettings.ConfigFile file) {
        return new FilePattern(
                file.path(),
                file.format().map(word -> word.equals("env") ? ConfigFormat.DOTENV : ConfigFormat.YAML),
                file.versionKey());
    }

    Database database() {
        return session.database();
    }

    LedgerSession base() {
        return session;
    }

    Ledger ledger() {
        return session.ledger();
    }

    ConfigTrack track() {
        return track;
    }

    ConfigSetup setup() {
        return setup;
    }

    Project project() {
        return project;
    }

    ConfigMigrationFolder folder() {
        return new ConfigMigrationFolder(setup);
    }

    /** {@return what carries out plans, with backups and hooks} */
    Runner runner(RunListener listener, Cancellation cancellation, List<RunParticipant> participants) {
        return new Runner(track, session.ledger(), session::lock, participants, listener, cancellation);
    }

    /** {@return what makes plans} Carries none out. */
    Runner planner() {
        return new Runner(track, session.ledger(), session::lock, List.of(), RunListener.SILENT, new Cancellation());
    }

    /** {@return the files of the track} */
    List<Path> paths() {
        return track.subjects().stream()
                .map(subject -> project.directory().resolve(subject.target()))
                .toList();
    }

    Declarations declarations(RunListener listener) {
        return new Declarations(track, session.ledger(), session::lock, listener, new Cancellation());
    }

    RunStamp newRun() {
        return session.newRun();
    }

    @Override
    public void close() {
        session.close();
    }
}
