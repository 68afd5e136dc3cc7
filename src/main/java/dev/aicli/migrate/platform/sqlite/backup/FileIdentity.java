package dev.aicli.migrate.platform.sqlite.backup;

import dev.aicli.migrate.backup.DatabaseIdentity;
import dev.aicli.migrate.backup.ProjectFiles;
import dev.aicli.migrate.platform.sqlite.connection.SqliteDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;

/** A file is known by its path, relative to the project where it can be, so that it may move with it. */
public final class FileIdentity implements DatabaseIdentity {
    private final SqliteDatabase database;

    public FileIdentity(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public String identity(ProjectFiles files, Optional<Connection> connection) {
        Path file = database.url().path().toAbsolutePath().normalize();
        Path named = file.startsWith(files.directory()) ? files.directory().relativize(file) : file;
        return database.kind() + ":" + named.toString().replace('\\', '/');
    }
}
