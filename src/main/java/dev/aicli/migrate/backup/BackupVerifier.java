package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether a backup can still be restored: sizes and checksums of all files, then each part by its kind. */
public final class BackupVerifier {
    private final ProgramFolders programs;

    /**
     * A verifier.
     *
     * @param programs where PostgreSQL's programs are searched
     */
    public BackupVerifier(ProgramFolders programs) {
        this.programs = programs;
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
                fault(file, folder).ifPresent(fault -> ofFiles.add("part " + part.name() + ": " + fault));
            }
            faults.addAll(ofFiles);
            if (ofFiles.isEmpty()) {
                contentFault(part, folder, cancellation)
                        .ifPresent(fault -> faults.add("part " + part.name() + ": " + fault));
            }
        }
        return faults;
    }

    private static Optional<String> fault(PartFile file, Path folder) {
        try {
            PartFile present = OwnerOnly.measure(folder, file.path());
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

    private Optional<String> contentFault(Part part, Path folder, Cancellation cancellation) {
        return switch (part.kind()) {
            case POSTGRESQL -> archiveFault(part, folder, cancellation);
            case SQLITE -> SqliteIntegrity.fault(folder.resolve(SqliteCopy.FILE));
            case FILE, RESTORE_POINT, COMMAND, REDIS -> Optional.empty();
        };
    }

    private Optional<String> archiveFault(Part part, Path folder, Cancellation cancellation) {
        try {
            PostgreSqlTools tools = PostgreSqlTools.forArchive(programs, part);
            PostgreSqlArchive archive =
                    PostgreSqlArchive.read(tools, PostgreSqlArchive.location(part, folder), cancellation);
            int expected = Integer.parseInt(part.fact("tables").orElse("0"));
            return archive.tables().size() == expected
                    ? Optional.empty()
                    : Optional.of(
                            "its table of contents has " + archive.tables().size() + " tables instead of " + expected);
        } catch (BackupException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
