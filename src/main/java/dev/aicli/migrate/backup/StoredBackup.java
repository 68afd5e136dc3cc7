package dev.aicli.migrate.backup;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A backup as it lies in the store.
 *
 * @param id its name
 * @param folder where it lies
 * @param manifest what it holds; absent when its manifest is damaged, so that it cannot be used
 */
public record StoredBackup(BackupId id, Path folder, Optional<Manifest> manifest) {}
