package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Cancellation;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds out whether a backup can still be restored: sizes and checksums of all files, then each part by its kind. */
public final class BackupVerifier {
    private final ProgramFolders programs;
    private final OwnCommands commands;
    private final Function<String, Optional<CopyCheck>> checks;
    private final TransferListener progress;

    /**
     * A verifier.
     *
     * @param programs where databases' own programs are searched
     * @param commands the user's own, for what they made
     * @param checks what looks at the copies of a kind of database
     * @param progress hears how much has been read
     */
    public BackupVerifier(
            ProgramFolders programs,
            OwnCommands commands,
            Function<String, Optional<CopyCheck>> checks,
            TransferListener progress) {
        this.programs = programs;
        this.commands = commands;
        this.checks = checks;
        this.progress = progress;
    }

    /** {@return what is wrong with it, each a sentence that names the part; empty when it is whole} */
    public List<String> faults(StoredBackup backup, Cancellation cancellation) {
        return backup.manifest()
                .map(manifest -> faults(manifest, backup.folder(), cancellation))
                .orElse(List.of("its manifest is damaged: " + BackupStore.MANIFEST));
    }

    List<String> faults(Manifest manifest, Path folder, Cancellation cancellation) {
        List<String> faults = new ArrayList<>();
        for (Part part : manifest.parts()) {
            List<String> ofFiles = new ArrayList<>();
            for (PartFile file : part.files()) {
                cancellation.check();
                fault(part, file, folder).ifPresent(fault -> ofFiles.add("part " + part.name() + ": " + fault));
            }
            faults.addAll(ofFiles);
            if (ofFiles.isEmpty()) {
                contentFault(manifest.id(), part, folder, cancellation)
                        .ifPresent(fault -> faults.add("part " + part.name() + ": " + fault));
            }
        }
        return faults;
    }

    private Optional<String> fault(Part part, PartFile file, Path folder) {
        try {
            PartFile present = OwnerOnly.measure(
                    folder, file.path(), done -> progress.transferred("verifying " + part.name(), done, file.size()));
            if (present.size() != file.size()) {
                return Optional.of(file.path() + " has " + present.size() + " bytes instead of " + file.size());
            }
            return present.equals(file)
                    ? Optional.empty()
                    : Optional.of(file.path() + " was changed: its checksum is another");
        } catch (NoSuchFileException e) {
            return Optional.of(file.path() + " is missing");
        } catch (IOException e) {
            return Optional.of(file.path() + " cannot be read: " + e.getMessage());
        }
    }

    private Optional<String> contentFault(BackupId id, Part part, Path folder, Cancellation cancellation) {
        if (part.kind().equals(Part.Kind.COMMAND)) {
            return commands.verify(id, part, cancellation);
        }
        if (part.kind().equals(Part.Kind.REDIS)) {
            return RedisSnapshot.fault(folder.resolve(RedisSnapshot.FILE));
        }
        if (!part.kind().isCopyOfDatabase()) {
            return Optional.empty();
        }
        Optional<CopyCheck> check = checks.apply(part.kind().word());
        return check.isEmpty()
                ? Optional.of("it is a copy of a database of another kind: " + part.kind())
                : check.get().fault(part, folder, programs, cancellation);
    }
}
