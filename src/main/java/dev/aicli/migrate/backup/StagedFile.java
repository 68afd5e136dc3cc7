package dev.aicli.migrate.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A file that is about to come back.
 *
 * @param target whose place it takes
 * @param staged its new content, beside it; empty when the backup says that there was no such file
 */
record StagedFile(Path target, Optional<Path> staged) {
    private static final String SUFFIX = ".aicli-restore";

    /** Writes the backup's copy beside its target, complete in all but its name. Symbolic links stay links. */
    static StagedFile stage(Part part, Path folder) throws IOException {
        Path named = Path.of(part.source());
        Path target = Files.exists(named) ? named.toRealPath() : named;
        if (part.files().isEmpty()) {
            return new StagedFile(target, Optional.empty());
        }
        PartFile copy = part.files().get(0);
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("no file can be there: " + target);
        }
        Files.createDirectories(parent);
        Path staged = parent.resolve("." + target.getFileName() + SUFFIX);
        Files.deleteIfExists(staged);
        try (InputStream in = Files.newInputStream(folder.resolve(copy.path()))) {
            PartFile written = OwnerOnly.write(in, staged);
            if (!written.sha256().equals(copy.sha256())) {
                throw new IOException("the backup changed while it was read: " + copy.path());
            }
        }
        FileFacts.apply(part.facts(), staged);
        return new StagedFile(target, Optional.of(staged));
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
        if (staged.isPresent()) {
            Files.deleteIfExists(staged.get());
        }
    }
}
