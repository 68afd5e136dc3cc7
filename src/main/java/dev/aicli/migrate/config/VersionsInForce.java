package dev.aicli.migrate.config;

import dev.aicli.migrate.history.AppliedMigration;
import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Version;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The versions that are in force on a file, on its way through a plan. The highest of them is the version that the file
 * is at: one that is applied later although it is lower does not take the file back to it.
 */
final class VersionsInForce {
    private final NavigableSet<Version> versions = new TreeSet<>();

    private VersionsInForce() {}

    /** {@return what is in force before the plan's first step} */
    static VersionsInForce of(AppliedState state, Collection<Migration> available) {
        VersionsInForce inForce = new VersionsInForce();
        state.recorded().stream().map(AppliedMigration::version).forEach(inForce.versions::add);
        state.floor().filter(state::contains).ifPresent(inForce.versions::add);
        available.stream().map(Migration::version).filter(state::contains).forEach(inForce.versions::add);
        return inForce;
    }

    /** Takes the file through a migration. The way down starts at the top: what is above was only declared. */
    void pass(Version version, Direction direction) {
        if (direction == Direction.UP) {
            versions.add(version);
        } else {
            versions.tailSet(version, true).clear();
        }
    }

    /** {@return the version that the file is at; empty when nothing is in force, or nobody knows what} */
    Optional<Version> head() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.last());
    }
}
