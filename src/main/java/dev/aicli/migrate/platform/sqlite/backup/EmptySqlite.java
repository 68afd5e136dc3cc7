package dev.aicli.migrate.platform.sqlite.backup;

import dev.aicli.migrate.backup.EmptyDatabase;
import dev.aicli.migrate.backup.Outline;
import dev.aicli.migrate.backup.OwnerOnly;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.TransferListener;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;

/** A SQLite database that is not there yet, or a file with nothing in it. */
public final class EmptySqlite implements EmptyDatabase {
    private final Path file;
    private final TransferListener progress;

    public EmptySqlite(Path file, TransferListener progress) {
        this.file = file;
        this.progress = progress;
    }

    @Override
    public void requireEmpty() {
        if (Files.exists(file) && !outline(false).entries().isEmpty()) {
            throw new UsageException("the database " + file + " is not empty").next("name a file that is not there");
        }
    }

    @Override
    public void fill(Part part, Path folder, boolean ownership, Cancellation cancellation) {
        Path copy = folder.resolve(SqliteCopy.FILE);
        Path staged = file.resolveSibling("." + file.getFileName() + ".aicli-restore");
        try {
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.deleteIfExists(staged);
            long size = Files.size(copy);
            try (InputStream in = Files.newInputStream(copy)) {
                OwnerOnly.write(in, staged, done -> {
                    cancellation.check();
                    progress.transferred("restoring database", done, size);
                });
                Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(staged);
            }
        } catch (IOException e) {
            throw new BackupException("cannot write " + file + ": " + e.getMessage(), e)
                    .next("see that its folder may be written and that the disk has room");
        }
    }

    @Override
    public Outline outline(boolean rows) {
        try {
            return SqliteOutline.of(file);
        } catch (SQLException e) {
            throw new BackupException("cannot look at " + file + ": " + e.getMessage(), e)
                    .next("see that it is an SQLite database");
        }
    }
}
