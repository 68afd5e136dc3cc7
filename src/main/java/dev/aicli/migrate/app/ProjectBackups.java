package dev.aicli.migrate.app;

import dev.aicli.migrate.backup.BackupMaker;
import dev.aicli.migrate.backup.BackupPolicy;
import dev.aicli.migrate.backup.BackupSource;
import dev.aicli.migrate.backup.BackupStore;
import dev.aicli.migrate.backup.BackupVerifier;
import dev.aicli.migrate.backup.BesideRestore;
import dev.aicli.migrate.backup.CommandSnapshot;
import dev.aicli.migrate.backup.CopyCheck;
import dev.aicli.migrate.backup.DatabaseCopies;
import dev.aicli.migrate.backup.DestructiveWords;
import dev.aicli.migrate.backup.DumpOptions;
import dev.aicli.migrate.backup.FileCopy;
import dev.aicli.migrate.backup.Home;
import dev.aicli.migrate.backup.OwnCommands;
import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.backup.ProjectFiles;
import dev.aicli.migrate.backup.RedisSnapshot;
import dev.aicli.migrate.backup.RedisUrl;
import dev.aicli.migrate.backup.RestoreOptions;
import dev.aicli.migrate.backup.RestorePoints;
import dev.aicli.migrate.backup.RestoreTools;
import dev.aicli.migrate.backup.RestoreTrial;
import dev.aicli.migrate.backup.Restorer;
import dev.aicli.migrate.backup.Retention;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.backup.TransferListener;
import dev.aicli.migrate.config.files.ConfigFiles;
import dev.aicli.migrate.config.files.FilePattern;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.project.BackupSettings;
import dev.aicli.migrate.project.ConfigSettings;
import dev.aicli.migrate.project.Project;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the project file says of backups, put together. */
public final class ProjectBackups {
    /** How long a server may take to archive one file of its write-ahead log. */
    private static final Duration ARCHIVE_LIMIT = Duration.ofSeconds(60);

    private final Workspace workspace;
    private final Project project;
    private final BackupSettings settings;
    private final RestoreTools tools;

    public ProjectBackups(Workspace workspace, Project project, TransferListener progress) {
        this.workspace = workspace;
        this.project = project;
        this.settings = project.backup();
        OwnCommands commands = new OwnCommands(
                settings.commands(),
                project.directory(),
                () -> LedgerSession.database(workspace, project),
                workspace.reporter()::masked,
                workspace.reporter()::info);
        this.tools = new RestoreTools(
                ProgramFolders.of(workspace.searchPath()),
                commands,
                kind -> Databases.find(kind).flatMap(type -> type.ability(CopyCheck.class)),
                progress);
    }

    public BackupStore store() {
        return store(project);
    }

    /** {@return the folder of a project's backups} */
    public static BackupStore store(Project project) {
        return new BackupStore(project.backup().directory(), project.directory());
    }

    /** {@return the configuration files that the project names} */
    public ProjectFiles files() {
        List<PathMatcher> named = project.config().files().stream()
                .map(ConfigSession::pattern)
                .map(pattern -> matcher(pattern))
                .toList();
        return new ProjectFiles(project.directory(), file -> named.stream().anyMatch(pattern -> pattern.matches(file)));
    }

    private static PathMatcher matcher(FilePattern pattern) {
        return pattern.isGlob()
                ? FileSystems.getDefault().getPathMatcher("glob:" + pattern.path())
                : Path.of(pattern.path()).normalize()::equals;
    }

    /** {@return what the project's backups belong to} Connects, where the database is on a server. */
    public Home home(Database database) {
        return Home.of(files(), store(), database);
    }

    /** {@return the same, by a connection that there is already} */
    public Home home(Database database, Connection connection) {
        return Home.of(files(), store(), database, connection);
    }

    /**
     * {@return the backup of that name; for {@code latest} the newest of this project and database} Only where there
     * are backups of several is the database asked which one it is.
     */
    public StoredBackup find(String name) {
        List<StoredBackup> all = store().list();
        boolean mixed = all.stream()
                        .flatMap(backup -> backup.manifest().stream())
                        .map(manifest -> manifest.home().map(Home::database))
                        .distinct()
                        .count()
                > 1;
        if (!name.equals("latest") || !mixed) {
            return store().find(name);
        }
        Home home = home(LedgerSession.database(workspace, project).forLooking());
        return all.stream()
                .filter(backup -> backup.belongsTo(home))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                                "there are backups in " + store().directory() + ", and none of " + home.address())
                        .next("`backup list` shows those that there are; name one"));
    }

    public BackupVerifier verifier() {
        return tools.verifier();
    }

    public BackupMaker maker(Cancellation cancellation) {
        return new BackupMaker(store(), files(), verifier(), cancellation, tools.progress());
    }

    public Retention retention() {
        return new Retention(settings.keep(), settings.keepDays());
    }

    public BackupPolicy policy(boolean noBackup) {
        if (noBackup || settings.mode() == BackupSettings.Mode.OFF) {
            return BackupPolicy.NONE;
        }
        return settings.when() == BackupSettings.When.ALWAYS
                ? new BackupPolicy(true, schemaOnly(), plan -> true)
                : new BackupPolicy(true, schemaOnly(), new DestructiveWords());
    }

    private boolean schemaOnly() {
        return settings.mode() == BackupSettings.Mode.SCHEMA_ONLY;
    }

    /** {@return the database, as the settings want it, and the Redis server that they name} */
    public List<BackupSource> servers(Database database, HistoryNames names) {
        return servers(database, names, options(schemaOnly(), settings.maxSize()));
    }

    /** Says what the role that made a backup could not restore. */
    public void warnOf(StoredBackup made) {
        made.notRestorable()
                .ifPresent(what -> workspace
                        .reporter()
                        .warning("this role could not restore backup " + made.id() + ": " + what
                                + "; a superuser can, or `backup restore --into URL --no-owner` without owners and"
                                + " rights"));
    }

    private DumpOptions options(boolean schemaOnly, long maxSize) {
        return new DumpOptions(schemaOnly, maxSize, project.run().lockTimeout(), settings.jobs());
    }

    /** {@return the servers and the configuration files, all of it, however large} */
    public List<BackupSource> everything(Database database, HistoryNames names) {
        List<BackupSource> sources = new ArrayList<>();
        // A project without a database has no history before its first run.
        if (project.databaseUrl().isPresent() || database.isThere()) {
            sources.addAll(servers(database, names, options(false, Long.MAX_VALUE)));
        } else {
            redis().map(RedisSnapshot::new).ifPresent(sources::add);
        }
        project.config().files().stream()
                .flatMap(file -> paths(file).stream())
                .distinct()
                .map(FileCopy::new)
                .forEach(sources::add);
        return sources;
    }

    /** {@return what a transition of the whole installation saves: all rows, and the files} */
    public List<BackupSource> installation(Optional<Database> database, HistoryNames names, List<Path> files) {
        List<BackupSource> sources = new ArrayList<>();
        DumpOptions options = options(false, settings.maxSize());
        database.ifPresent(found -> sources.addAll(servers(found, names, options)));
        files.stream().map(FileCopy::new).forEach(sources::add);
        return sources;
    }

    /** A file that is named and not there is recorded as absent; a pattern stands for the files that there are. */
    private List<Path> paths(ConfigSettings.ConfigFile file) {
        FilePattern pattern = ConfigSession.pattern(file);
        return pattern.isGlob()
                ? ConfigFiles.find(project.directory(), List.of(pattern), ConfigSession.own(project)).targets().stream()
                        .map(target -> project.directory().resolve(target.name()))
                        .toList()
                : List.of(project.directory().resolve(Path.of(file.path())));
    }

    private List<BackupSource> servers(Database database, HistoryNames names, DumpOptions options) {
        List<BackupSource> sources = new ArrayList<>();
        sources.add(database(database, names, options));
        redis().map(RedisSnapshot::new).ifPresent(sources::add);
        return sources;
    }

    private Optional<RedisUrl> redis() {
        Optional<RedisUrl> url = settings.redis().map(text -> RedisUrl.parse(text, project.directory()));
        url.ifPresent(found -> workspace.reporter().hide(found.masking()));
        return url;
    }

    private BackupSource database(Database database, HistoryNames names, DumpOptions options) {
        return switch (settings.provider()) {
            case DUMP -> DatabaseCopies.of(database).source(names, tools.programs(), options);
            case COMMAND -> {
                requireCommand("create", settings.commands().create());
                requireCommand("verify", settings.commands().verify());
                yield new CommandSnapshot(tools.commands(), database);
            }
            case RESTORE_POINT -> {
                yield database.ability(RestorePoints.class)
                        .orElseThrow(() -> new UsageException("there are no restore points on " + database.product())
                                .next("write `provider: dump` in aicli.yml"))
                        .restorePoint(ARCHIVE_LIMIT);
            }
        };
    }

    private static void requireCommand(String name, List<String> words) {
        if (words.isEmpty()) {
            throw new UsageException("backup.provider is command, and backup.command." + name + " is missing")
                    .next("write it in aicli.yml: docs/backups.md tells what it is to do");
        }
    }

    public Restorer restorer(
            Database database,
            HistoryNames names,
            RestoreOptions options,
            RunListener listener,
            Cancellation cancellation) {
        return new Restorer(database, names, store(), files(), tools, options, listener, cancellation);
    }

    public BesideRestore besideRestore(Cancellation cancellation) {
        return new BesideRestore(
                tools, project.history().schema(), project.history().prefix(), cancellation);
    }

    public RestoreTrial trial(Cancellation cancellation) {
        return new RestoreTrial(store(), tools, cancellation);
    }
}
