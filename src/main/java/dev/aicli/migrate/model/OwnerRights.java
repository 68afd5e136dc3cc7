package dev.aicli.migrate.model;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
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

    private OwnerRights() {}

    /** {@return what to create a folder with} */
    public static FileAttribute<?>[] folder() {
        return attributes(OF_FOLDER);
    }

    /** {@return what to create a file with} */
    public static FileAttribute<?>[] file() {
        return attributes(OF_FILE);
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> rights) {
        return KNOWN ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
    }
}
