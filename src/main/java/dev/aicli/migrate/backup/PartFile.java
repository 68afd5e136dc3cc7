package dev.aicli.migrate.backup;

/**
 * One file of a backup.
 *
 * @param path relative to the backup's folder, with slashes
 * @param size in bytes
 * @param sha256 of its bytes, lower-case hexadecimal
 */
public record PartFile(String path, long size, String sha256) {}
