package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Cancellation;
import java.nio.file.Path;

/** A database with nothing in it, which is filled from a backup: all of it, or nothing. */
public interface EmptyDatabase {
    /**
     * Stops when there is anything in it.
     *
     * @throws dev.aicli.migrate.model.UsageException when there is
     */
    void requireEmpty();

    /**
     * Fills it.
     *
     * @param folder of the backup
     * @param ownership whether objects get the owners and rights that they had
     */
    void fill(Part part, Path folder, boolean ownership, Cancellation cancellation);

    /** {@return what is in it now} */
    Outline outline(boolean rows);
}
