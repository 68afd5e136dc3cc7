package dev.aicli.migrate.release.transition;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A release being reached, or left again, as history and the journal beside the backups hold it.
 *
 * @param runId the run
 * @param to the release it leads to; empty for the state before the first one
 * @param before where the installation stood when it began; for one that goes on with another, when that one began
 * @param backupId the backup of that state
 * @param irreversible whether a release on the way says that nothing but a backup leads back
 * @param reason what a person gave as a reason
 * @param at when it was recorded
 */
public record Transition(
        Kind kind,
        String runId,
        Optional<String> to,
        InstallationState before,
        Optional<String> backupId,
        boolean irreversible,
        Optional<String> reason,
        Instant at) {
    /** What kind of transition it is. */
    public enum Kind {
        /** To a newer release. */
        UPGRADE,
        /** Back to where an upgrade began. */
        ROLLBACK,
        /** Back to where a transition began that failed. */
        UNDO;

        /** {@return the word in JSON} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** {@return the command that goes on with it where it was broken off} */
    public String commandOn() {
        return kind == Kind.UPGRADE ? "upgrade --target-version " + destination() : "rollback";
    }

    /** {@return the command that leads back to where it began; empty where that was no release} */
    public Optional<String> commandBack() {
        return kind == Kind.UPGRADE
                ? Optional.of("rollback")
                : before.release().map(release -> "upgrade --target-version " + release);
    }

    /** {@return the release that it leads to, in a word} */
    public String destination() {
        return to.orElse("none");
    }
}
