package dev.aicli.migrate.platform.sqlite.backup;

import dev.aicli.migrate.backup.CopyCheck;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.engine.Cancellation;
import java.nio.file.Path;
import java.util.Optional;

/** Has SQLite look at the pages of a copy. */
public final class SqliteCheck implements CopyCheck {
    @Override
    public Optional<String> fault(Part part, Path folder, ProgramFolders programs, Cancellation cancellation) {
        return SqliteIntegrity.fault(folder.resolve(SqliteCopy.FILE));
    }
}
