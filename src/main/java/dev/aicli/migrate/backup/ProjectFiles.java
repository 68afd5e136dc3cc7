package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The files of a project that a backup may hold, and that a restore may write: those that the project names, in its
 * folder, by whatever links. What a manifest or a journal says is believed only as far as it is one of them.
 */
public final class ProjectFiles {
    private final Path directory;
    private final Predicate<Path> named;

    /**
     * Those of a project.
     *
     * @param directory the project's folder
     * @param named whether the project names a file, given by its path relative to that folder
     */
    public ProjectFiles(Path directory, Predicate<Path> named) {
        this.directory = directory.toAbsolutePath().normalize();
        this.named = named;
    }

    public Path directory() {
        return directory;
    }

    /** {@return the folder, links followed} */
    Path realDirectory() {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return directory;
        }
    }

    /**
     * {@return a file's path relative to the project's folder, with slashes}
     *
     * @throws BackupException for a file outside of it
     */
    String name(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (!absolute.startsWith(directory) || !isInside(absolute)) {
            throw new BackupException(
                            file + " lies outside the project's folder, so that no restore would bring it back")
                    .next("name files in " + directory + ", or have a project file where the file lies");
        }
        return directory.relativize(absolute).toString().replace('\\', '/');
    }

    /** {@return the place of a file that a manifest or a journal names; empty when it is no file of the project} */
    Optional<Path> find(String name) {
        Path file;
        try {
            // An absolute path was written by an older version; it has to be the file's present place.
            file = directory.resolve(name).normalize();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        Path real = realDirectory();
        if (!file.startsWith(directory) && file.startsWith(real)) {
            file = directory.resolve(real.relativize(file));
        }
        if (!file.startsWith(directory) || file.equals(directory)) {
            return Optional.empty();
        }
        return named.test(directory.relativize(file)) && isInside(file) ? Optional.of(file) : Optional.empty();
    }

    /** {@return whether the file lies in the project's folder once links are followed, as far as it is there} */
    private boolean isInside(Path file) {
        try {
            Path present = file;
            while (!Files.exists(present, LinkOption.NOFOLLOW_LINKS) && present.getParent() != null) {
                present = present.getParent();
            }
            if (Files.isSymbolicLink(present) && !Files.exists(present)) {
                // Nobody knows what a link that leads nowhere will lead to.
                return false;
            }
            return present.toRealPath().startsWith(realDirectory());
        } catch (IOException e) {
            return false;
        }
    }
}
