package dev.aicli.migrate.backup;

/** A program of the database's own that makes a copy. */
public interface BackupTool {
    /** {@return what it is called} */
    String name();

    /**
     * {@return the version that is there, and new enough for the server}
     *
     * @throws dev.aicli.migrate.model.BackupException when there is none
     */
    String version();
}
