package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.CopyCheck;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the table of contents of pg_dump's archives. */
public final class ArchiveCheck implements CopyCheck {
    @Override
    public Optional<String> fault(Part part, Path folder, ProgramFolders programs, Cancellation cancellation) {
        try {
            PostgreSqlTools tools = PostgreSqlTools.forArchive(programs, part);
            PostgreSqlArchive archive =
                    PostgreSqlArchive.read(tools, PostgreSqlArchive.location(part, folder), cancellation);
            int expected = Integer.parseInt(part.fact("tables").orElse("0"));
            return archive.tables().size() == expected
                    ? Optional.empty()
                    : Optional.of(
                            "its table of contents has " + archive.tables().size() + " tables instead of " + expected);
        } catch (BackupException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
