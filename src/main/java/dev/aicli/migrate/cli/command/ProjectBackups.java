package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.backup.BackupMaker;
import dev.aicli.migrate.backup.BackupPolicy;
import dev.aicli.migrate.backup.BackupSource;
import dev.aicli.migrate.backup.BackupStore;
import dev.aicli.migrate.backup.BackupVerifier;
import dev.aicli.migrate.backup.DestructiveWords;
import dev.aicli.migrate.backup.DumpOptions;
import dev.aicli.migrate.backup.FileCopy;
import dev.aicli.migrate.backup.PostgreSqlDump;
import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.backup.RestoreOptions;
import dev.aicli.migrate.backup.Restorer;
import dev.aicli.migrate.backup.Retention;
import dev.aicli.migrate.backup.SqliteCopy;
import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.PostgreSqlDatabase;
import dev.aicli.migrate.database.SqliteDatabase;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.BackupSettings;
import dev.aicli.migrate.project.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the project file says of backups, put together. */
final class ProjectBackups {
    private final Project project;
    private final BackupSettings settings;
    private final ProgramFolders programs;

    ProjectBackups(CommandContext context, Project project) {
        this.project = project;
        this.settings = project.backup();
        this.programs = ProgramFolders.of(context.environment().getOrDefault("PATH", ""));
    }

    BackupStore store() {
        return new BackupStore(settings.directory());
    }

    BackupVerifier verifier() {
        return new BackupVerifier(programs);
    }

    BackupMaker maker(Cancellation cancellation) {
        return new BackupMaker(store(), verifier(), cancellation);
    }

    Retention retention() {
        return new Retention(settings.keep(), settings.keepDays());
    }

    BackupPolicy policy(boolean noBackup) {
        if (noBackup || settings.mode() == BackupSettings.Mode.OFF) {
            return BackupPolicy.NONE;
        }
        return settings.when() == BackupSettings.When.ALWAYS
                ? new BackupPolicy(true, schemaOnly(), plan -> true)
                : new BackupPolicy(true, schemaOnly(), new DestructiveWords());
    }

    boolean schemaOnly() {
        return settings.mode() == BackupSettings.Mode.SCHEMA_ONLY;
    }

    /** {@return the database, as the settings want it} */
    BackupSource database(Database database, HistoryNames names) {
        return database(database, names, new DumpOptions(schemaOnly(), settings.maxSize(), settings.jobs()));
    }

    /** {@return the database and the configuration files, all of it, however large} */
    List<BackupSource> everything(Database database, HistoryNames names) {
        List<BackupSource> sources = new ArrayList<>();
        sources.add(database(database, names, new DumpOptions(false, Long.MAX_VALUE, settings.jobs())));
        project.config().files().stream()
                .filter(file -> !file.path().contains("*"))
                .map(file -> new FileCopy(project.directory().resolve(Path.of(file.path()))))
                .forEach(sources::add);
        return sources;
    }

    /** {@return what a transition of the whole installation saves: all rows, and the files} */
    List<BackupSource> installation(Optional<Database> database, HistoryNames names, List<Path> files) {
        List<BackupSource> sources = new ArrayList<>();
        database.ifPresent(found ->
                sources.add(database(found, names, new DumpOptions(false, settings.maxSize(), settings.jobs()))));
        files.stream().map(FileCopy::new).forEach(sources::add);
        return sources;
    }

    private BackupSource database(Database database, HistoryNames names, DumpOptions options) {
        if (settings.provider() != BackupSettings.Provider.DUMP) {
            throw new UsageException("this backup.provider is not available in this version")
                    .next("write `provider: dump` in aicli.yml, or go on without a backup by --no-backup");
        }
        return database instanceof PostgreSqlDatabase postgres
                ? new PostgreSqlDump(postgres, names, programs, options)
                : new SqliteCopy((SqliteDatabase) database, names, options);
    }

    Restorer restorer(
            Database database,
            HistoryNames names,
            RestoreOptions options,
            RunListener listener,
            Cancellation cancellation) {
        return new Restorer(database, names, store(), programs, options, listener, cancellation);
    }
}
