package dev.aicli.migrate.model;

/**
 * Two fingerprints of one migration, lower-case hexadecimal SHA-256.
 *
 * @param bytes over the file as it lies on disk
 * @param meaning over what it says: the SQL tokens, or the events of a YAML file; comments and layout left out
 */
public record Checksums(String bytes, String meaning) {}
