package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Cancellation;
import java.nio.file.Path;
import java.util.Optional;

/** The ability of a kind of database to tell whether a copy is sound, without a database. */
public interface CopyCheck {
    /**
     * {@return what is wrong with what the part's files hold, as a sentence; empty when it is whole}
     *
     * @param folder of the backup
     * @param programs where the database's own programs are searched
     */
    Optional<String> fault(Part part, Path folder, ProgramFolders programs, Cancellation cancellation);
}
