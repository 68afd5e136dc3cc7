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
    private final Path directory;
    private final String name;

    /**
     * A file of that name beside the backups.
     *
     * @param name with nothing in it that leads elsewhere
     */
    public RunJournal(BackupStore store, String name) {
        this.directory = store.directory();
        this.name = name;
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

    /** {@return the lines; none when there is no journal} */
    public List<String> read() throws IOException {
        return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
    }

    /** Does away with it. */
    public void end() throws IOException {
        if (Files.deleteIfExists(file())) {
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
