package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.PartialMigration;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import java.util.Optional;

/**
 * One migration in one direction on one target.
 *
 * @param resumeFrom what an earlier run left half-done, when this step goes on from there
 */
public record Step(Subject subject, Direction direction, Migration migration, Optional<PartialMigration> resumeFrom) {
    /** A step from its beginning. */
    public Step(Subject subject, Direction direction, Migration migration) {
        this(subject, direction, migration, Optional.empty());
    }

    /** {@return the script that this step runs} The planner makes no step without one. */
    public Script script() {
        return (direction == Direction.UP ? migration.up() : migration.down())
                .orElseThrow(
                        () -> new IllegalStateException("no " + direction.word() + " script: " + migration.label()));
    }
}
