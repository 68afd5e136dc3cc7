package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.PartialMigration;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.Version;
import java.util.Optional;

/**
 * One migration in one direction on one target.
 *
 * @param resumeFrom what an earlier run left half-done, when this step goes on from there
 * @param destination the version that the plan brings the target to, where its goal names one
 */
public record Step(
        Subject subject,
        Direction direction,
        Migration migration,
        Optional<PartialMigration> resumeFrom,
        Optional<Version> destination) {
    /** A step from its beginning. */
    public Step(Subject subject, Direction direction, Migration migration) {
        this(subject, direction, migration, Optional.empty(), Optional.empty());
    }

    /** {@return a step that goes on from what an earlier run left half-done} */
    static Step resuming(Subject subject, Direction direction, Migration migration, PartialMigration from) {
        return new Step(subject, direction, migration, Optional.of(from), Optional.empty());
    }

    /** {@return the same step on the way to that version} */
    Step to(Version version) {
        return new Step(subject, direction, migration, resumeFrom, Optional.of(version));
    }

    /** {@return the script that this step runs} The planner makes no step without one. */
    public Script script() {
        return (direction == Direction.UP ? migration.up() : migration.down())
                .orElseThrow(
                        () -> new IllegalStateException("no " + direction.word() + " script: " + migration.label()));
    }
}
