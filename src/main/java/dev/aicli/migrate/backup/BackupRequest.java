package dev.aicli.migrate.backup;

import dev.aicli.migrate.history.History;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to back up, and what to remember with it.
 *
 * @param sources what it is to hold
 * @param reason why it is made
 * @param runId the run for which it is made
 * @param release the release of the application that is in place
 * @param versions by track and target, the current version
 * @param schemaOnly whether the sources leave the rows of databases out
 * @param toolVersion the version of this program
 * @param home what the backup belongs to
 */
public record BackupRequest(
        List<BackupSource> sources,
        Manifest.Reason reason,
        Optional<String> runId,
        Optional<String> release,
        Map<String, String> versions,
        boolean schemaOnly,
        String toolVersion,
        Home home) {
    public BackupRequest {
        sources = List.copyOf(sources);
        versions = Map.copyOf(versions);
    }

    /** {@return a request for all rows, outside any run} */
    public static BackupRequest of(
            List<BackupSource> sources, Manifest.Reason reason, History history, String toolVersion, Home home) {
        return new BackupRequest(
                sources,
                reason,
                Optional.empty(),
                CurrentVersions.release(history),
                CurrentVersions.texts(history),
                false,
                toolVersion,
                home);
    }
}
