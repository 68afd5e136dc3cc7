package dev.aicli.migrate.backup;

/** Hears how far a backup, a verification or a restore has come. */
public interface TransferListener {
    /** Hears nothing. */
    TransferListener SILENT = (what, done, total) -> {};

    /**
     * More bytes have gone through.
     *
     * @param what is being done: {@code backing up database}
     * @param done bytes so far
     * @param total bytes in all; 0 where nobody can know
     */
    void transferred(String what, long done, long total);
}
