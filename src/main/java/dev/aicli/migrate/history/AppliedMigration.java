package dev.aicli.migrate.history;

import dev.aicli.migrate.model.Checksums;
import dev.aicli.migrate.model.Version;
import java.time.Instant;
import java.util.Optional;

/**
 * A migration that is in force, as history tells it.
 *
 * @param version its version
 * @param description from when it was applied
 * @param checksums of the script that was applied, or was accepted since by a repair
 * @param scriptName the file it came from
 * @param appliedAt when
 * @param runId by which run
 * @param sequence the row that recorded it
 * @param hasDownScript whether that row holds a down script
 */
public record AppliedMigration(
        Version version,
        String description,
        Optional<Checksums> checksums,
        Optional<String> scriptName,
        Instant appliedAt,
        String runId,
        long sequence,
        boolean hasDownScript) {
    AppliedMigration withChecksums(Optional<Checksums> accepted) {
        return new AppliedMigration(
                version, description, accepted, scriptName, appliedAt, runId, sequence, hasDownScript);
    }
}
