package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Cancellation;
import java.nio.file.Path;

/**
 * Where a source writes its part, and what it must know about the backup.
 *
 * @param id the backup's
 * @param folder the backup's folder while it is made, where it creates files that only their owner can read
 * @param number counts the sources of a backup from 1, for names
 * @param progress hears how far it has come
 */
public record Staging(BackupId id, Path folder, int number, Cancellation cancellation, TransferListener progress) {}
