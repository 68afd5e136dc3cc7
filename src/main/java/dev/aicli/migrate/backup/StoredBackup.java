package dev.aicli.migrate.backup;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * A backup as it lies in the store.
 *
 * @param id its name
 * @param folder where it lies
 * @param manifest what it holds; absent when its manifest is damaged, so that it cannot be used
 */
public record StoredBackup(BackupId id, Path folder, Optional<Manifest> manifest) {
    /** By the number that each got, since clocks are set back; those without one are of older versions. */
    static final Comparator<StoredBackup> BY_AGE =
            Comparator.comparingLong(StoredBackup::sequence).thenComparing(StoredBackup::id);

    /** {@return what the role that made it could not restore, in a sentence; empty when it may restore all} */
    public Optional<String> notRestorable() {
        return manifest.flatMap(found -> found.parts().stream()
                .flatMap(part -> part.fact("notRestorable").stream())
                .findFirst());
    }

    /** {@return its place among all backups of the folder; 0 when it was given none} */
    long sequence() {
        return manifest.map(Manifest::sequence).orElse(0L);
    }

    /**
     * {@return whether it belongs to that project and database} One of an older version does not say, and goes by the
     * database's address. One whose manifest is damaged belongs to nobody.
     */
    public boolean belongsTo(Home home) {
        return manifest.filter(found -> found.belongsTo(home)).isPresent();
    }
}
