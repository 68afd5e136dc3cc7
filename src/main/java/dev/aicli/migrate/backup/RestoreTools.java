package dev.aicli.migrate.backup;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a restore works with.
 *
 * @param programs where databases' own programs are searched
 * @param commands the user's own
 * @param checks what looks at the copies of a kind of database
 * @param progress hears how far it has come
 */
public record RestoreTools(
        ProgramFolders programs,
        OwnCommands commands,
        Function<String, Optional<CopyCheck>> checks,
        TransferListener progress) {
    /** {@return what finds out whether a backup is sound} */
    public BackupVerifier verifier() {
        return new BackupVerifier(programs, commands, checks, progress);
    }
}
