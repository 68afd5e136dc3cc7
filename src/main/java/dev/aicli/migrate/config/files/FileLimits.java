package dev.aicli.migrate.config.files;

/** What is read at most. Anything beyond is refused with a clear error rather than tried. */
public final class FileLimits {
    /** Size of a file, in bytes. */
    public static final int MAX_FILE_SIZE = 8 * 1024 * 1024;

    /** Files of a project. */
    public static final int MAX_FILES = 20_000;

    /** Size of all files of a run together, in bytes: their texts, old and new, are held in memory. */
    public static final long MAX_TOTAL_SIZE = 128L * 1024 * 1024;

    /** Folders below each other that a glob is searched in. */
    static final int MAX_FOLDER_DEPTH = 32;

    private FileLimits() {}
}
