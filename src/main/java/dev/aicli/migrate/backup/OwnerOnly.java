package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.OwnerRights;
import dev.aicli.migrate.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Files and folders that nobody but their owner can read, from their first moment on. */
public final class OwnerOnly {
    private static final int BUFFER = 1 << 16;

    private OwnerOnly() {}

    /** Creates a folder and those above it that are missing; leaves the rights of one that is there. */
    static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, OwnerRights.folder());
    }

    /** Creates a folder that must not be there yet. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder, OwnerRights.folder());
    }

    /** Creates an empty file that must not be there yet. */
    public static void createFile(Path file) throws IOException {
        Files.createFile(file, OwnerRights.file());
    }

    /** Takes a file that another program wrote away from everybody else. */
    public static void restrict(Path file) throws IOException {
        if (OwnerRights.KNOWN) {
            Files.setPosixFilePermissions(file, Files.isDirectory(file) ? OwnerRights.OF_FOLDER : OwnerRights.OF_FILE);
        }
    }

    /**
     * Writes all of the stream to a new file and to the disk behind it.
     *
     * @param folder the backup's folder
     * @param path of the file, relative to it
     */
    public static PartFile write(InputStream in, Path folder, String path) throws IOException {
        PartFile written = write(in, folder.resolve(path));
        return new PartFile(path, written.size(), written.sha256());
    }

    /** Writes all of the stream to a new file and to the disk behind it. */
    public static PartFile write(InputStream in, Path file) throws IOException {
        return write(in, file, written -> {});
    }

    /** As the other, telling how many bytes have been written. */
    public static PartFile write(InputStream in, Path file, LongConsumer progress) throws IOException {
        MessageDigest digest = Sha256.digest();
        long size;
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, OwnerRights.file())) {
            OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest);
            size = copy(in, out, progress);
            channel.force(true);
        }
        return new PartFile(String.valueOf(file.getFileName()), size, Sha256.of(digest));
    }

    /** {@return the bytes that were copied} Tells their number on the way. */
    public static long copy(InputStream in, OutputStream out, LongConsumer progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            size += read;
            progress.accept(size);
        }
        return size;
    }

    /** {@return a file that is there, with its size and checksum} */
    public static PartFile measure(Path folder, String path) throws IOException {
        return measure(folder, path, read -> {});
    }

    /** As the other, telling how many bytes have been read. */
    public static PartFile measure(Path folder, String path, LongConsumer progress) throws IOException {
        MessageDigest digest = Sha256.digest();
        long size = 0;
        try (SeekableByteChannel channel = Files.newByteChannel(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
            while (channel.read(buffer) >= 0) {
                buffer.flip();
                size += buffer.remaining();
                digest.update(buffer);
                buffer.clear();
                progress.accept(size);
            }
        }
        return new PartFile(path, size, Sha256.of(digest));
    }

    /** Sees that what was renamed or created in a folder outlives a power cut, where the system can tell. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system opens folders; their entries are then written when the system thinks fit.
            if (!Files.isDirectory(file)) {
                throw e;
            }
        }
    }

    /** Deletes a folder and all in it; one that is gone already is no error. */
    static void delete(Path folder) throws IOException {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // Somebody else was faster.
        }
    }
}
