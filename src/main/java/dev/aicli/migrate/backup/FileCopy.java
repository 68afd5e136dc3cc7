package dev.aicli.migrate.backup;

import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file, byte for byte, with its owner, mode and time. A file that is not there is recorded as absent. */
public final class FileCopy implements BackupSource {
    private final Path file;

    public FileCopy(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    @Override
    public long estimate() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Part save(Staging staging) {
        staging.cancellation().check();
        String name = "file-" + staging.number();
        if (!Files.exists(file)) {
            return new Part(name, Part.Kind.FILE, file.toString(), List.of(), Map.of("absent", "true"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            Map<String, String> facts = FileFacts.read(file);
            PartFile copy = OwnerOnly.write(in, staging.folder(), name + "-" + file.getFileName());
            return new Part(name, Part.Kind.FILE, file.toString(), List.of(copy), facts);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private BackupException unreadable(IOException e) {
        BackupException exception = new BackupException("cannot copy " + file + ": " + e.getMessage(), e);
        exception.next("see that the file is readable, and that the disk with the backups has room");
        return exception;
    }
}
