package dev.aicli.migrate.backup;

/**
 * What a restore works with.
 *
 * @param programs where PostgreSQL's programs are searched
 * @param commands the user's own
 * @param progress hears how far it has come
 */
public record RestoreTools(ProgramFolders programs, OwnCommands commands, TransferListener progress) {
    /** {@return what finds out whether a backup is sound} */
    public BackupVerifier verifier() {
        return new BackupVerifier(programs, commands, progress);
    }
}
