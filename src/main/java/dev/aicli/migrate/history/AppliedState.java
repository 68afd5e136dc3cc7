package dev.aicli.migrate.history;

import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Version;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is in force on one target: a fold over its rows of history.
 *
 * <p>A baseline or a force at version V says that everything up to V is there, recorded or not, and nothing above it.
 */
public final class AppliedState {
    private final NavigableMap<Version, AppliedMigration> applied = new TreeMap<>();
    private final Set<Version> takenBackBelowFloor = new TreeSet<>();
    private @Nullable Version floor;
    /** The highest version at or below the floor that is in force. */
    private @Nullable Version declaredHead;

    private @Nullable PartialMigration partial;

    private AppliedState() {}

    /** Folds the rows of one target, oldest first. */
    static AppliedState of(List<Row> rows, Function<String, Version> parseVersion) {
        AppliedState state = new AppliedState();
        for (Row row : rows) {
            state.add(row, parseVersion);
        }
        return state;
    }

    private void add(Row row, Function<String, Version> parseVersion) {
        Entry entry = row.entry();
        if (entry.action() == Action.FORMAT || entry.action() == Action.RELEASE) {
            return;
        }
        // Where history was restored with its database, the rows before this one tell more than it does.
        boolean tellsNothing =
                entry.action() == Action.RESTORE && entry.headVersion().equals(head().map(Version::text));
        if (tellsNothing) {
            return;
        }
        if (entry.version().isEmpty()) {
            clear();
            return;
        }
        Version version = parseVersion.apply(entry.version());
        switch (entry.action()) {
            case UP -> addStep(version, Direction.UP, row, parseVersion);
            case DOWN -> addStep(version, Direction.DOWN, row, parseVersion);
            case BASELINE, FORCE, RESTORE -> declare(version);
            case REPAIR -> applied.computeIfPresent(version, (v, old) -> old.withChecksums(entry.checksums()));
            default -> throw new IllegalStateException("unexpected " + entry.action());
        }
    }

    private void addStep(Version version, Direction direction, Row row, Function<String, Version> parseVersion) {
        if (row.entry().status() != Status.SUCCESS) {
            partial = new PartialMigration(version, direction, row);
            return;
        }
        if (partial != null && partial.version().equals(version)) {
            partial = null;
        }
        if (direction == Direction.UP) {
            Entry entry = row.entry();
            takenBackBelowFloor.remove(version);
            applied.put(
                    version,
                    new AppliedMigration(
                            version,
                            entry.description(),
                            entry.checksums(),
                            entry.scriptName(),
                            entry.startedAt(),
                            entry.run().runId(),
                            row.sequence(),
                            row.hasDownScript()));
        } else {
            applied.remove(version);
            if (floor != null && version.compareTo(floor) <= 0) {
                takenBackBelowFloor.add(version);
            }
        }
        if (floor != null) {
            followBelow(floor, row.entry().headVersion().map(parseVersion));
        }
    }

    /** Which versions lie below the floor, only who wrote the row knew: it says where the target was after the step. */
    private void followBelow(Version top, Optional<Version> head) {
        if (head.isEmpty() || head.get().compareTo(top) <= 0) {
            declaredHead = head.orElse(null);
        }
    }

    private void declare(Version version) {
        applied.tailMap(version, false).clear();
        takenBackBelowFloor.clear();
        floor = version;
        declaredHead = version;
        partial = null;
    }

    private void clear() {
        applied.clear();
        takenBackBelowFloor.clear();
        floor = null;
        declaredHead = null;
        partial = null;
    }

    /**
     * {@return this state as it would be had the version been declared now: everything up to it is there, nothing above
     * it} For targets that carry their version themselves.
     */
    public AppliedState declaredAt(Version version) {
        AppliedState state = new AppliedState();
        state.applied.putAll(applied);
        state.declare(version);
        return state;
    }

    /** {@return whether that version is in force} */
    public boolean contains(Version version) {
        return applied.containsKey(version)
                || (floor != null && version.compareTo(floor) <= 0 && !takenBackBelowFloor.contains(version));
    }

    /** {@return the record of that version; empty when it is not in force, or was only declared to be} */
    public Optional<AppliedMigration> find(Version version) {
        return Optional.ofNullable(applied.get(version));
    }

    /** {@return what was recorded one by one, lowest version first} */
    public Collection<AppliedMigration> recorded() {
        return Collections.unmodifiableCollection(applied.values());
    }

    /** {@return the version up to which everything was declared to be there} */
    public Optional<Version> floor() {
        return Optional.ofNullable(floor);
    }

    /** {@return the highest version that is in force because it was declared, as far as history tells} */
    public Optional<Version> declared() {
        return Optional.ofNullable(declaredHead).filter(this::contains);
    }

    /** {@return the highest version in force} */
    public Optional<Version> head() {
        Optional<Version> recorded = applied.isEmpty() ? Optional.empty() : Optional.of(applied.lastKey());
        return Stream.concat(recorded.stream(), declared().stream()).max(Comparator.naturalOrder());
    }

    /** {@return the head as it will be once {@code version} is in force} */
    public Version headWith(Version version) {
        return head().filter(head -> head.compareTo(version) > 0).orElse(version);
    }

    /** {@return the migration that is applied in part} */
    public Optional<PartialMigration> partial() {
        return Optional.ofNullable(partial);
    }

    /** {@return whether nothing is in force and nothing is half-done} */
    public boolean isEmpty() {
        return applied.isEmpty() && floor == null && partial == null;
    }
}
