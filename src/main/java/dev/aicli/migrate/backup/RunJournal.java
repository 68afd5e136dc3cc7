package dev.aicli.migrate.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Lines in a file beside the backups, each on the disk before the next; only the owner can read them. */
public final class RunJournal {
    private final BackupStore store;
    private final Path directory;
    private final String name;
    private final String olderName;

    /**
     * A file of that name beside the backups.
     *
     * @param name with nothing in it that leads elsewhere
     * @param olderName what older versions called it, which is read where the other is not there
     */
    public RunJournal(BackupStore store, String name, String olderName) {
        this.store = store;
        this.directory = store.directory();
        this.name = name;
        this.olderName = olderName;
    }

    /** Begins anew, with a first line. */
    public void begin(String line) throws IOException {
        OwnerOnly.createFolders(directory);
        Path next = directory.resolve(name + ".next");
        Files.deleteIfExists(next);
        OwnerOnly.write(new ByteArrayInputStream(bytes(line)), next);
        Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OwnerOnly.force(directory);
    }

    /** Adds a line. */
    public void add(String line) throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes(line));
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(false);
        }
    }

    /**
     * {@return the lines; none when there is no journal}
     *
     * @throws dev.aicli.migrate.model.BackupException when anybody could have put it there
     */
    public List<String> read() throws IOException {
        Path file = Files.exists(file()) ? file() : directory.resolve(olderName);
        if (!Files.exists(file)) {
            return List.of();
        }
        store.requireOurs();
        return Files.readAllLines(file);
    }

    /** Does away with it. */
    public void end() throws IOException {
        boolean older = Files.deleteIfExists(directory.resolve(olderName));
        if (Files.deleteIfExists(file()) || older) {
            OwnerOnly.force(directory);
        }
    }

    private Path file() {
        return directory.resolve(name);
    }

    private static byte[] bytes(String line) {
        return (line.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
