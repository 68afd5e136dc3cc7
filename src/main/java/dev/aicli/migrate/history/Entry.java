package dev.aicli.migrate.history;

import dev.aicli.migrate.model.Checksums;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One thing to record; the ledger adds its place in the chain.
 *
 * @param run the run that did it
 * @param subject what it was done to
 * @param version the version concerned, in canonical form
 * @param description of the migration
 * @param action what was done
 * @param status how it stands
 * @param checksums of the script that was run
 * @param headVersion the target's current version after it; empty when nothing is applied
 * @param scriptName the file that was run, as shown to the user
 * @param downScript what takes it back, stored so that a rollback needs no files
 * @param statements how many of the script's statements have taken effect
 * @param startedAt to the millisecond
 * @param durationMillis empty to let the server measure since its transaction began
 * @param data facts of the track's own as JSON, such as the branches that a configuration migration took
 * @param error what went wrong, free of secrets
 */
public record Entry(
        RunStamp run,
        Subject subject,
        String version,
        String description,
        Action action,
        Status status,
        Optional<Checksums> checksums,
        Optional<String> headVersion,
        Optional<String> scriptName,
        Optional<String> downScript,
        StatementCount statements,
        Instant startedAt,
        Optional<Long> durationMillis,
        Optional<String> data,
        Optional<String> error) {
    /** The ledger keeps milliseconds: what is hashed must be what is read back. */
    public Entry {
        startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** {@return an entry about no script, which took no time: a declaration by a person} */
    public static Entry declaration(
            RunStamp run, Subject subject, String version, Action action, Optional<String> headVersion) {
        return new Entry(
                run,
                subject,
                version,
                "",
                action,
                Status.SUCCESS,
                Optional.empty(),
                headVersion,
                Optional.empty(),
                Optional.empty(),
                StatementCount.NONE,
                Instant.now(),
                Optional.of(0L),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return the same with another status, and what went wrong if anything did} */
    public Entry withStatus(Status newStatus, StatementCount count, Optional<String> newError) {
        return copy(newStatus, checksums, count, data, newError);
    }

    /** {@return the same with checksums computed meanwhile} */
    public Entry withChecksums(Checksums computed) {
        return copy(status, Optional.of(computed), statements, data, error);
    }

    /** {@return the same with facts of the track's own, as JSON} */
    public Entry withData(String json) {
        return copy(status, checksums, statements, Optional.of(json), error);
    }

    private Entry copy(
            Status newStatus,
            Optional<Checksums> newChecksums,
            StatementCount newStatements,
            Optional<String> newData,
            Optional<String> newError) {
        return new Entry(
                run,
                subject,
                version,
                description,
                action,
                newStatus,
                newChecksums,
                headVersion,
                scriptName,
                downScript,
                newStatements,
                startedAt,
                durationMillis,
                newData,
                newError);
    }
}
