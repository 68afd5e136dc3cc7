package dev.aicli.migrate.config;

import dev.aicli.migrate.config.operation.StashLine;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.model.Version;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a step until all of them are written: of a run on thousands of files that is a lot.
 *
 * @param from the file's version before; empty when it is at none
 * @param version the file's version after; empty when it is at none
 * @param before SHA-256 of the file before
 * @param after SHA-256 of the file after
 * @param stash for the way back; may hold secrets
 * @param operations how many the migration has
 * @param notes what a person should know, free of values
 */
record SettledStep(
        Optional<Version> from,
        Optional<Version> version,
        String before,
        String after,
        StashLine stash,
        int operations,
        List<StepNote> notes) {
    static SettledStep of(RewrittenStep step, Optional<Version> from, Optional<Version> version) {
        return new SettledStep(
                from,
                version,
                Sha256.of(step.before()),
                Sha256.of(step.after()),
                StashLine.of(step.stash()),
                step.operations(),
                step.notes());
    }
}
