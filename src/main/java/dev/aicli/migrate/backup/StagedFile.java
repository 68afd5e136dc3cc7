package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that is about to come back.
 *
 * @param name as the backup has it
 * @param target whose place it takes
 * @param staged its new content, beside it; empty when the backup says that there was no such file
 */
public record StagedFile(String name, Path target, Optional<Path> staged) {
    private static final String SUFFIX = ".aicli-restore";

    /**
     * {@return what is to come back, each not written yet} Symbolic links stay links.
     *
     * @throws BackupException when one is no file of the project
     */
    static List<StagedFile> of(RestorableBackup backup, ProjectFiles project) throws IOException {
        List<StagedFile> files = new ArrayList<>();
        for (Part part : backup.files()) {
            Path file = project.find(part.source())
                    .orElseThrow(() -> new BackupException("the backup " + backup.id() + " holds " + part.source()
                                    + ", which is no file of the project in " + project.directory())
                            .next("name it in config.files when it is one now; else copy what you need by hand, from "
                                    + backup.folder()
                                    + (backup.database().isPresent()
                                            ? "; the database can be restored beside with --into URL"
                                            : "")));
            files.add(of(part.source(), file, !part.files().isEmpty()));
        }
        return files;
    }

    /** {@return what is to come back to a file of the project} */
    static StagedFile of(String name, Path file, boolean comesBack) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file;
        if (!comesBack) {
            return new StagedFile(name, target, Optional.empty());
        }
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("no file can be there: " + target);
        }
        return new StagedFile(name, target, Optional.of(parent.resolve("." + target.getFileName() + SUFFIX)));
    }

    /** Writes the backup's copy beside its target, complete in all but its name. */
    void write(Part part, Path folder) throws IOException {
        if (staged.isEmpty()) {
            return;
        }
        Path file = staged.get();
        PartFile copy = part.files().get(0);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.deleteIfExists(file);
        try (InputStream in = Files.newInputStream(folder.resolve(copy.path()))) {
            PartFile written = OwnerOnly.write(in, file);
            if (!written.sha256().equals(copy.sha256())) {
                throw new IOException("the backup changed while it was read: " + copy.path());
            }
        }
        FileFacts.apply(part.facts(), file);
    }

    /** Takes its place. Done already is no error. */
    void publish() throws IOException {
        if (staged.isEmpty()) {
            Files.deleteIfExists(target);
        } else if (Files.exists(staged.get())) {
            Files.move(staged.get(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Path parent = target.getParent();
        if (parent != null) {
            OwnerOnly.force(parent);
        }
    }

    /** Goes away without having taken its place. */
    void discard() throws IOException {
        // Where there is no such folder there is nothing to delete either, and asking for it would fail.
        if (staged.isPresent() && Files.exists(staged.get())) {
            Files.delete(staged.get());
        }
    }
}
