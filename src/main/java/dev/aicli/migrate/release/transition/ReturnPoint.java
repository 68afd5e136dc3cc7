package dev.aicli.migrate.release.transition;

import java.util.List;
import java.util.Optional;

/**
 * Where a rollback leads.
 *
 * @param takenBack the upgrades that it takes back, the last one first; none where history knows of none on the way
 * @param installation where the installation stood then
 * @param backupId the backup of that state
 * @param irreversible whether an upgrade since says that only the backup leads back
 */
public record ReturnPoint(
        List<Transition> takenBack, InstallationState installation, Optional<String> backupId, boolean irreversible) {
    public ReturnPoint {
        takenBack = List.copyOf(takenBack);
    }
}
