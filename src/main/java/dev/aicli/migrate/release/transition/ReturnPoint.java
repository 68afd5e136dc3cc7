package dev.aicli.migrate.release.transition;

import java.util.Optional;

/**
 * Where a rollback leads.
 *
 * @param standing where the installation stood then
 * @param backupId the backup of that state
 * @param irreversible whether an upgrade since says that only the backup leads back
 */
public record ReturnPoint(Standing standing, Optional<String> backupId, boolean irreversible) {}
