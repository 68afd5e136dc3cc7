package dev.aicli.migrate.platform.sqlite.backup;

import dev.aicli.migrate.backup.BackupId;
import dev.aicli.migrate.backup.BackupSource;
import dev.aicli.migrate.backup.BackupStore;
import dev.aicli.migrate.backup.DatabaseCopies;
import dev.aicli.migrate.backup.DatabaseRestore;
import dev.aicli.migrate.backup.DumpOptions;
import dev.aicli.migrate.backup.EmptyDatabase;
import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.backup.RestoreOptions;
import dev.aicli.migrate.backup.RestoreTools;
import dev.aicli.migrate.backup.StagedBackup;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.platform.sqlite.connection.SqliteDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Copies of the file, by SQLite's own means. */
public final class SqliteCopies implements DatabaseCopies {
    private final SqliteDatabase database;

    public SqliteCopies(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public BackupSource source(HistoryNames names, ProgramFolders programs, DumpOptions options) {
        return new SqliteCopy(database, names, options);
    }

    @Override
    public DatabaseRestore restore(
            HistoryNames names, RestoreTools tools, RestoreOptions options, Consumer<String> warnings) {
        return new SqliteRestore(database, names);
    }

    @Override
    public EmptyDatabase empty(RestoreTools tools) {
        return new EmptySqlite(database.url().path(), tools.progress());
    }

    @Override
    public RestoreTarget target(RestoreTools tools, BackupStore store) {
        StagedBackup temporaryDatabase = store.begin(BackupId.at(Instant.now()));
        Path file = temporaryDatabase.folder().resolve(SqliteCopy.FILE);
        return new RestoreTarget() {
            @Override
            public EmptyDatabase database() {
                return new EmptySqlite(file, tools.progress());
            }

            @Override
            public String address() {
                return file.toString();
            }

            @Override
            public List<String> obstacles() {
                return List.of();
            }

            @Override
            public void close() {
                temporaryDatabase.close();
            }
        };
    }
}
