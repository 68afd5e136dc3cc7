package dev.aicli.migrate.schema;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Why a file or folder cannot be read, in words: the exceptions of file systems have the path alone as their message.
 */
final class FileReasons {
    private FileReasons() {}

    static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (e instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (e instanceof FileSystemLoopException loop) {
            return "the link " + loop.getFile() + " leads back to a folder around it";
        }
        if (e instanceof FileSystemException fault && fault.getReason() != null) {
            return fault.getReason().contains("symbolic links") ? "its links lead in a circle" : fault.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
