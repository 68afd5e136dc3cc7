package dev.aicli.migrate.project;

import dev.aicli.migrate.backup.Hook;
import dev.aicli.migrate.backup.HookEvent;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.schema.MigrationLocations;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command works on. Paths are absolute.
 *
 * @param directory the folder of the project file, or the working directory where there is none
 * @param file the project file
 * @param databaseUrl where the database is
 * @param migrations where the schema migrations lie
 * @param run how runs behave
 * @param history where history is kept
 * @param config the configuration files and their migrations
 * @param releases the release manifest
 * @param backup how backups are made
 * @param hooks commands to run, by event
 */
public record Project(
        Path directory,
        Optional<Path> file,
        Optional<DatabaseSetting> databaseUrl,
        MigrationLocations migrations,
        RunSettings run,
        HistorySettings history,
        ConfigSettings config,
        Path releases,
        BackupSettings backup,
        Map<HookEvent, List<Hook>> hooks) {
    public Project {
        hooks = Map.copyOf(hooks);
    }

    /** {@return where the database is} Throws UsageException that says how to start, when nobody chose one. */
    public DatabaseSetting requireDatabase() {
        return databaseUrl.orElseThrow(() -> {
            UsageException missing = new UsageException(
                    file.isPresent()
                            ? "the project file " + file.get().getFileName() + " names no database"
                            : "there is no project file here, and no database was named");
            missing.next("write a project file with `aicli-web init`, or name the database: --database-url URL or"
                    + " AICLI_DATABASE_URL, such as sqlite:app.db or postgresql://user@localhost/app");
            return missing;
        });
    }
}
