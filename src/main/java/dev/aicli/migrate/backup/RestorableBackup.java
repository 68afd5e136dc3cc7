package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A backup that may be restored: its manifest is whole. What else must hold is asked before any work.
 *
 * @param folder where it lies
 */
record RestorableBackup(Manifest manifest, Path folder) {
    static RestorableBackup of(StoredBackup backup) {
        Manifest manifest = backup.manifest()
                .orElseThrow(() -> new BackupException(
                                "the backup " + backup.id() + " cannot be restored: its manifest is damaged")
                        .next("choose another: `backup list`"));
        return new RestorableBackup(manifest, backup.folder());
    }

    BackupId id() {
        return manifest.id();
    }

    /** {@return the part that is a database} */
    Optional<Part> database() {
        return manifest.parts().stream()
                .filter(part -> part.kind().isDatabase())
                .findFirst();
    }

    /** {@return the parts that are files} */
    List<Part> files() {
        return manifest.parts().stream()
                .filter(part -> part.kind().equals(Part.Kind.FILE))
                .toList();
    }

    /**
     * {@return the part that is a copy of a database of that kind, to be restored into another place than its own}
     *
     * @throws UsageException when there is none
     */
    Part requireCopy(Database into) {
        Part part = database()
                .orElseThrow(() -> new UsageException("the backup " + id() + " holds no database")
                        .next("choose another: `backup list`"));
        if (part.kind().equals(Part.Kind.COMMAND) || part.kind().equals(Part.Kind.RESTORE_POINT)) {
            throw new UsageException("the backup " + id() + " holds no copy of the database: it is a "
                            + part.kind().word().replace('-', ' '))
                    .next("what it stands for lies elsewhere; only `backup restore " + id() + "` goes back to it");
        }
        requireKind(part, into);
        return part;
    }

    private void requireKind(Part part, Database database) {
        String kind = part.kind().word();
        if (!kind.equals(database.kind())) {
            throw new BackupException(
                            "the backup " + id() + " is of " + kind + ", and the database is " + database.kind())
                    .next("name a database of its kind");
        }
    }

    /** Stops when it belongs to another project or database, unless that is meant. */
    void requireHome(Home home, boolean forced) {
        if (!forced && !manifest.belongsTo(home)) {
            throw new UsageException("the backup " + id() + " belongs to " + manifest.owner() + ", and this is "
                            + home.describe())
                    .next("restore it beside, into an empty database: --into URL; or over this one when that is meant:"
                            + " --force-target");
        }
    }

    /** Stops when it is damaged. */
    void requireSound(BackupVerifier verifier, Cancellation cancellation) {
        List<String> faults = verifier.faults(manifest, folder, cancellation);
        if (!faults.isEmpty()) {
            throw new BackupException("the backup " + id() + " cannot be restored: " + String.join("; ", faults))
                    .next("choose another: `backup list`");
        }
    }

    /** Stops when it cannot take the place of the database. */
    void requireFit(Database database) {
        Optional<Part> part = database();
        if (part.isEmpty() || part.get().kind().equals(Part.Kind.COMMAND)) {
            return;
        }
        if (part.get().kind().equals(Part.Kind.RESTORE_POINT)) {
            throw Runbook.refusal(id());
        }
        if (manifest.schemaOnly()) {
            throw new BackupException(
                            "the backup " + id() + " holds no rows, so it cannot take the place of a database")
                    .next("restore it beside the database with --into URL");
        }
        requireKind(part.get(), database);
    }

    /** {@return what a restore would overwrite, each a sentence for a person who is asked} */
    List<String> overwrites(Database database, Home home) {
        Stream<String> owner = manifest.belongsTo(home)
                ? Stream.of()
                : Stream.of("the backup belongs to " + manifest.owner() + ", and this is " + home.describe());
        return Stream.concat(owner, manifest.parts().stream().map(part -> overwritten(part, database)))
                .toList();
    }

    private String overwritten(Part part, Database database) {
        if (part.kind().isCopyOfDatabase()) {
            return "the database " + database.address() + " is replaced by its state of " + manifest.createdAt();
        }
        if (part.kind().equals(Part.Kind.COMMAND)) {
            return "the database " + database.address() + " is replaced by backup.command.restore, from "
                    + OwnCommands.reference(part);
        }
        if (part.kind().equals(Part.Kind.FILE)) {
            return part.files().isEmpty()
                    ? part.source() + " is removed: it did not exist then"
                    : part.source() + " is replaced";
        }
        return part.source() + " is left as it is";
    }
}
