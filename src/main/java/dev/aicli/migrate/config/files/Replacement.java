package dev.aicli.migrate.config.files;

import dev.aicli.migrate.model.OwnerRights;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Set;

/**
 * Puts another content in a file's place: written beside it, with its owner and mode, forced to the disk, renamed. What
 * reads the file sees the old content or the new one.
 */
final class Replacement {
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private final Path target;
    private final Path temporary;

    Replacement(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    /** {@return the place beside a file for a run's new content} Named so that no glob for configuration finds it. */
    static Path temporaryFor(Path target, String runId) {
        return target.resolveSibling("." + target.getFileName() + "." + runId + ".aicli-new");
    }

    /** {@return the place beside a file for its former content, on the way back} */
    static Path formerFor(Path target, String runId) {
        return target.resolveSibling("." + target.getFileName() + "." + runId + ".aicli-old");
    }

    static boolean isTemporary(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") && (name.endsWith(".aicli-new") || name.endsWith(".aicli-old"));
    }

    /** {@return how many names the file has} Renaming would part it from the others. */
    static int names(Path target) throws IOException {
        return UNIX ? (Integer) Files.getAttribute(target, "unix:nlink") : 1;
    }

    /** Writes the new content beside the file. */
    void stage(String text) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, NEW, OwnerRights.file())) {
            PrivateFolder.writeFully(channel, text.getBytes(StandardCharsets.UTF_8));
            keepOwnerAndMode();
            channel.force(true);
        }
    }

    private void keepOwnerAndMode() throws IOException {
        PosixFileAttributeView from = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        PosixFileAttributeView to = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (from == null || to == null) {
            FileOwnerAttributeView owner = Files.getFileAttributeView(temporary, FileOwnerAttributeView.class);
            if (owner != null) {
                owner.setOwner(Files.getOwner(target));
            }
            return;
        }
        PosixFileAttributes wanted = from.readAttributes();
        PosixFileAttributes given = to.readAttributes();
        if (!given.owner().equals(wanted.owner())) {
            to.setOwner(wanted.owner());
        }
        if (!given.group().equals(wanted.group())) {
            to.setGroup(wanted.group());
        }
        to.setPermissions(wanted.permissions());
    }

    /** Takes the file's place. */
    void swap() throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** {@return whether there was something to discard} */
    boolean discard() throws IOException {
        return Files.deleteIfExists(temporary);
    }
}
