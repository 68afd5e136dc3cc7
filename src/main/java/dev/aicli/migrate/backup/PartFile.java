package dev.aicli.migrate.backup;

import java.nio.file.Path;

/**
 * One file of a backup.
 *
 * @param path relative to the backup's folder, with slashes
 * @param size in bytes
 * @param sha256 of its bytes, lower-case hexadecimal
 */
public record PartFile(String path, long size, String sha256) {
    public PartFile {
        Path relative = Path.of(path);
        if (relative.isAbsolute() || !relative.normalize().equals(relative) || relative.startsWith("..")) {
            throw new IllegalArgumentException("not a path in the backup's folder: " + path);
        }
    }
}
