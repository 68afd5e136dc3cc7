package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.Version;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** An ordered list of migrations for one kind of thing, and the way to apply them. */
public interface Track {
    /** {@return the word in history and JSON: {@code schema}, {@code config}} */
    String name();

    /** {@return the targets that the migrations apply to} */
    List<Subject> subjects();

    /**
     * Checks that there is a place where migrations come from. Going back needs none: history holds the down scripts.
     *
     * @throws dev.aicli.migrate.model.UsageException when there is none
     */
    void requireSources();

    /**
     * Refuses to begin on a target that something else has brought to where it is. Asked when nothing was ever recorded
     * for the target, and something is to be applied.
     */
    default void requireUntouched(Subject subject) {}

    /**
     * Begins to read the sources meanwhile, where that takes time: {@link #migrations} will be asked soon. Whatever is
     * wrong with them is said then.
     */
    default void readSourcesAhead() {}

    /**
     * {@return the migrations there are for a target, lowest version first, each version once; none without sources}
     *
     * @throws dev.aicli.migrate.model.MigrateException when they cannot be read or do not hold together
     */
    List<Migration> migrations(Subject subject);

    /**
     * {@return what is in force on a target} History tells, unless a target carries its version itself.
     *
     * @throws dev.aicli.migrate.model.MigrateException when the target cannot be read
     */
    default AppliedState state(Subject subject, History history) {
        return history.applied(subject, this::parseVersion);
    }

    /**
     * {@return whether a run is, or was when it died, in the middle of something that {@link #recover} puts right} What
     * is seen without the lock means nothing then.
     */
    default boolean interrupted() {
        return false;
    }

    /**
     * Finishes or undoes what a run that died left half-done. Called with the lock held, before anything is planned.
     */
    default void recover(History history) {}

    /**
     * {@return the version that the text means}
     *
     * @throws dev.aicli.migrate.model.UsageException when it is no version of this track
     */
    Version parseVersion(String text);

    /** {@return the checksums of these scripts' bytes, in their order; empty for one that cannot be read} */
    default List<Optional<String>> byteChecksums(List<Script> scripts) {
        return ByteChecksums.of(scripts);
    }

    /** {@return a fingerprint of what the script says, comments and layout left out} */
    String meaningChecksum(Script script) throws IOException;

    /** {@return whether a recorded checksum is of what the script means, also if an older program worked it out} */
    default boolean hasMeaning(Script script, String recorded) throws IOException {
        return meaningChecksum(script).equals(recorded);
    }

    /**
     * Refuses a plan that {@link #prepare} would refuse for what stands in its scripts. Called without the lock, so
     * that a run that cannot succeed leaves nothing behind in the database.
     */
    default void check(Plan plan) {}

    /**
     * Gets ready to carry out a plan: reads and checks all of it, so that what can be refused is refused before
     * anything changes.
     */
    Execution prepare(Plan plan, RunContext context);
}
