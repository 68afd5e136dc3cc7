package dev.aicli.migrate.release.transition;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a rollback leads.
 *
 * @param standing where the installation stood then
 * @param backupId the backup of that state
 * @param irreversible whether an upgrade since says that only the backup leads back
 * @param since when the installation left it; absent where history does not tell
 */
public record ReturnPoint(
        Standing standing, Optional<String> backupId, boolean irreversible, Optional<Instant> since) {}
