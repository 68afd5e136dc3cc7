package dev.aicli.migrate.config.files;

import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Says what went wrong with a file, since the messages of file system exceptions are paths. */
public final class FileFaults {
    private FileFaults() {}

    /** {@return the reason in words} */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "not there";
        }
        if (e instanceof FileSystemLoopException) {
            return "symbolic links in a circle";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** {@return the error for a file that cannot be read} */
    public static UsageException unreadable(String name, IOException e) {
        UsageException exception = new UsageException("cannot read " + name + ": " + reason(e), e);
        exception.at(SourceLocation.of(name)).next("see that it is there and that this user may read it");
        return exception;
    }

    static UsageException refused(String name, String problem, String next) {
        UsageException exception = new UsageException(name + " " + problem);
        exception.at(SourceLocation.of(name)).next(next);
        return exception;
    }
}
