package dev.aicli.migrate.history;

import java.util.Optional;

/**
 * What every row of a run has in common.
 *
 * @param runId sorts by time
 * @param release the release being installed, when the run belongs to one
 * @param toolVersion the version of this program
 * @param operator who ran it
 * @param backupId the backup taken before the run; {@code skipped} when the user asked for none
 */
public record RunStamp(
        String runId, Optional<String> release, String toolVersion, String operator, Optional<String> backupId) {
    /** {@return the same run, with the backup that was taken for it} */
    public RunStamp withBackup(String id) {
        return new RunStamp(runId, release, toolVersion, operator, Optional.of(id));
    }

    /** {@return the same run, as one that installs a release} */
    public RunStamp withRelease(String version) {
        return new RunStamp(runId, Optional.of(version), toolVersion, operator, backupId);
    }

    /** {@return a run that belongs to this one, its id made from this one's} */
    public RunStamp again(String suffix) {
        return new RunStamp(runId + suffix, release, toolVersion, operator, backupId);
    }
}
