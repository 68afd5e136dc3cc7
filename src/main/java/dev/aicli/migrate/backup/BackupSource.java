package dev.aicli.migrate.backup;

import java.util.Optional;

/** Something that can be backed up. A new kind is one class that implements this, and one that brings it back. */
public interface BackupSource {
    /**
     * Looks at what there is, changing nothing.
     *
     * @return the most bytes that its part will take
     * @throws dev.aicli.migrate.model.BackupException when it cannot or should not be backed up
     */
    long estimate();

    /**
     * {@return the bytes that it takes, whether or not it can be backed up}
     *
     * @throws dev.aicli.migrate.model.BackupException when that cannot be told
     */
    default long size() {
        return estimate();
    }

    /** {@return the program that makes the copy; empty where none is needed} */
    default Optional<BackupTool> tool() {
        return Optional.empty();
    }

    /**
     * Writes its part and checks what only the source can tell about it: that nothing of it is missing.
     *
     * @throws dev.aicli.migrate.model.BackupException when the part is not whole
     */
    Part save(Staging staging);
}
