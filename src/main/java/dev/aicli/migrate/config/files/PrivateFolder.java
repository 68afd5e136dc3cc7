package dev.aicli.migrate.config.files;

import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.OwnerRights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** A folder that only its owner can look into, for what may hold secrets. */
public final class PrivateFolder {
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path folder;

    public PrivateFolder(Path folder) {
        this.folder = folder;
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Writes a whole file, so that it is there with all of its text or not at all, whatever happens. */
    void write(String name, Iterable<String> lines) throws IOException {
        create();
        Path file = folder.resolve(name);
        Path part = folder.resolve(name + ".part");
        Files.deleteIfExists(part);
        try (FileChannel channel = FileChannel.open(part, NEW, OwnerRights.file())) {
            for (String line : lines) {
                writeFully(channel, (line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
    }

    /**
     * Stops where somebody else could have put something into it, which would decide what is written where.
     *
     * @throws BackupException that says so
     */
    void requireOurs() throws IOException {
        Optional<String> fault = OwnerRights.fault(folder);
        if (fault.isPresent()) {
            throw new BackupException("what earlier runs left is not believed: " + fault.get())
                    .next("make it this user's alone, once you have looked at what is there: chown, chmod go-w");
        }
    }

    void create() throws IOException {
        Files.createDirectories(folder, OwnerRights.folder());
        requireOurs();
        // What lies here may hold secrets: no version control shall take it up.
        try (FileChannel channel = FileChannel.open(folder.resolve(".gitignore"), NEW, OwnerRights.file())) {
            writeFully(channel, "*\n".getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            return;
        }
        force(folder);
    }

    static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Makes a folder's entries last through a loss of power, where the system can do that. */
    static void force(Path folder) throws IOException {
        if (OwnerRights.KNOWN) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
