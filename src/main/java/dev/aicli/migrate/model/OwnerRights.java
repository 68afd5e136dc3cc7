package dev.aicli.migrate.model;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The rights of files that may hold secrets, to be given when they are created: there is no moment at which others may
 * read them. Where the system knows no such rights, files get what it gives.
 */
public final class OwnerRights {
    /** Of a folder: mode 0700. */
    public static final Set<PosixFilePermission> OF_FOLDER = PosixFilePermissions.fromString("rwx------");

    /** Of a file: mode 0600. */
    public static final Set<PosixFilePermission> OF_FILE = PosixFilePermissions.fromString("rw-------");

    /** Whether the system knows such rights. */
    public static final boolean KNOWN =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Integer ROOT = 0;

    private OwnerRights() {}

    /** {@return what to create a folder with} */
    public static FileAttribute<?>[] folder() {
        return attributes(OF_FOLDER);
    }

    /** {@return what to create a file with} */
    public static FileAttribute<?>[] file() {
        return attributes(OF_FILE);
    }

    /**
     * {@return why somebody else could put something into a folder that is there; empty when only its owner can, and
     * that is this user or root} What lies in it may be believed then.
     */
    public static Optional<String> fault(Path folder) throws IOException {
        if (!KNOWN) {
            return Optional.empty();
        }
        PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
        Optional<Object> user = user();
        Object owner = Files.getAttribute(folder, "unix:uid");
        if (user.isPresent() && !owner.equals(user.get()) && !owner.equals(ROOT)) {
            return Optional.of(
                    folder + " belongs to " + attributes.owner().getName() + ", who could put anything there");
        }
        Set<PosixFilePermission> rights = attributes.permissions();
        if (rights.contains(PosixFilePermission.OTHERS_WRITE) || rights.contains(PosixFilePermission.GROUP_WRITE)) {
            return Optional.of("others than its owner may write to " + folder + " ("
                    + PosixFilePermissions.toString(rights) + ")");
        }
        return Optional.empty();
    }

    /** {@return the number of the user that this process runs as, where the system tells} */
    private static Optional<Object> user() {
        try {
            return Optional.of(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> rights) {
        return KNOWN ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
    }
}
