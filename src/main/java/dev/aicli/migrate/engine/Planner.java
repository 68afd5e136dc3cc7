package dev.aicli.migrate.engine;

import dev.aicli.migrate.history.AppliedMigration;
import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.ValidationException;
import dev.aicli.migrate.model.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out the steps for one target: a pure function of what there is, what is in force, and what is wanted. */
public final class Planner {
    private final Subject subject;
    private final NavigableMap<Version, Migration> available = new TreeMap<>();
    private final AppliedState state;
    private final Function<AppliedMigration, Script> storedDown;
    private final boolean allowOutOfOrder;

    /**
     * Plans for one target.
     *
     * @param available the migrations that the sources hold, each version once
     * @param state what is in force
     * @param storedDown the down script that history holds for a migration
     * @param allowOutOfOrder whether pending migrations below the current version may be applied
     */
    public Planner(
            Subject subject,
            List<Migration> available,
            AppliedState state,
            Function<AppliedMigration, Script> storedDown,
            boolean allowOutOfOrder) {
        this.subject = subject;
        this.state = state;
        this.storedDown = storedDown;
        this.allowOutOfOrder = allowOutOfOrder;
        available.forEach(migration -> this.available.put(migration.version(), migration));
    }

    /**
     * {@return the steps to the goal; empty when it is reached already}
     *
     * @throws ValidationException when the order does not hold, or a script that is needed does not exist
     * @throws UsageException when the goal makes no sense from here
     */
    public Plan plan(Goal goal) {
        if (goal instanceof Goal.UpToLatest) {
            return up(pending());
        }
        if (goal instanceof Goal.UpTo upTo) {
            return upTo(upTo.version());
        }
        if (goal instanceof Goal.UpSteps steps) {
            return up(pending().stream().limit(steps.count()).toList());
        }
        if (goal instanceof Goal.DownAll) {
            return down(inForce());
        }
        if (goal instanceof Goal.DownTo downTo) {
            return downTo(downTo.version());
        }
        if (goal instanceof Goal.DownSteps steps) {
            return down(inForce().stream().limit(steps.count()).toList());
        }
        if (goal instanceof Goal.Redo redo) {
            return redo(redo.count());
        }
        throw new IllegalStateException("unknown goal " + goal);
    }

    /** {@return what is available and not in force, lowest version first} */
    public List<Migration> pending() {
        return available.values().stream()
                .filter(migration -> !state.contains(migration.version()))
                .toList();
    }

    /** {@return pending migrations that lie below the current version, lowest first} */
    public List<Migration> outOfOrder() {
        return state.head()
                .map(head -> pending().stream()
                        .filter(migration -> migration.version().compareTo(head) < 0)
                        .toList())
                .orElse(List.of());
    }

    /** {@return what is in force by record and not available, lowest version first} */
    public List<AppliedMigration> missing() {
        return state.recorded().stream()
                .filter(applied -> !available.containsKey(applied.version()))
                .toList();
    }

    private Plan up(List<Migration> migrations) {
        List<Migration> outOfOrder = outOfOrder().stream()
                .filter(late -> migrations.stream().anyMatch(m -> m.version().equals(late.version())))
                .toList();
        if (!outOfOrder.isEmpty() && !allowOutOfOrder) {
            throw new ValidationException("out of order: " + labels(outOfOrder) + " came after version "
                            + state.head().map(Version::text).orElse("none") + " was applied")
                    .next("apply them with --allow-out-of-order, or give them a higher version");
        }
        List<Step> steps = new ArrayList<>();
        for (Migration migration : migrations) {
            if (migration.up().isEmpty()) {
                throw new ValidationException(migration.label() + " has a down script and no up script")
                        .at(migration.down().map(Scripts::place).orElse(null))
                        .next("add the file that applies it, or remove its down script");
            }
            steps.add(new Step(subject, Direction.UP, migration));
        }
        return new Plan(steps);
    }

    private Plan upTo(Version version) {
        requireKnown(version);
        Optional<Version> head = state.head();
        if (head.isPresent() && head.get().compareTo(version) > 0) {
            throw new UsageException(subject.target() + " is at version " + head.get() + ", above " + version)
                    .next("to go back: down --target-version " + version);
        }
        return up(pending().stream()
                .filter(migration -> migration.version().compareTo(version) <= 0)
                .toList());
    }

    /** Version 0 is where nothing is applied, also where a migration is numbered 0. */
    private Plan downTo(Version version) {
        if (version.text().equals("0")) {
            return down(inForce());
        }
        requireKnown(version);
        if (state.head().map(head -> head.compareTo(version) < 0).orElse(true)) {
            throw new UsageException(subject.target() + " is at version "
                            + state.head().map(Version::text).orElse("none") + ", below " + version)
                    .next("to go forward: up --target-version " + version);
        }
        Plan way = down(inForce().stream()
                .filter(migration -> migration.version().compareTo(version) > 0)
                .toList());
        return new Plan(way.steps().stream().map(step -> step.to(version)).toList());
    }

    private Plan redo(int count) {
        List<Migration> last = inForce().stream().limit(count).toList();
        Plan down = down(last);
        List<Step> again = new ArrayList<>();
        for (Migration migration : last) {
            Migration file = available.get(migration.version());
            if (file == null || file.up().isEmpty()) {
                throw new ValidationException(
                                migration.label() + " cannot be applied again: its file is not there any more")
                        .next("take it back with `down`, or bring its file back");
            }
            again.add(new Step(subject, Direction.UP, file));
        }
        Collections.reverse(again);
        return down.then(new Plan(again));
    }

    private Plan down(List<Migration> migrations) {
        List<Step> steps = new ArrayList<>();
        for (Migration migration : migrations) {
            if (migration.down().isEmpty()) {
                throw new ValidationException(migration.label() + " has no down script, here or in history")
                        .at(migration.up().map(Scripts::place).orElse(null))
                        .next("write its down script; or restore a backup from before it; or, when its effect is gone"
                                + " already, declare the version with `force`");
            }
            steps.add(new Step(subject, Direction.DOWN, migration));
        }
        return new Plan(steps);
    }

    /** What is in force, highest version first; a file's down script goes before the one kept in history. */
    private List<Migration> inForce() {
        NavigableMap<Version, Migration> inForce = new TreeMap<>();
        for (AppliedMigration applied : state.recorded()) {
            Optional<Script> stored =
                    applied.hasDownScript() ? Optional.of(storedDown.apply(applied)) : Optional.empty();
            inForce.put(
                    applied.version(),
                    new Migration(applied.version(), applied.description(), Optional.empty(), stored));
        }
        for (Migration migration : available.values()) {
            if (state.contains(migration.version())) {
                inForce.merge(
                        migration.version(),
                        migration,
                        (stored, file) -> new Migration(
                                file.version(),
                                file.description(),
                                file.up(),
                                file.down().or(stored::down)));
            }
        }
        return List.copyOf(inForce.descendingMap().values());
    }

    private void requireKnown(Version version) {
        if (available.containsKey(version) || state.contains(version)) {
            return;
        }
        String known = available.isEmpty()
                ? "there are no migrations"
                : "the versions here go from " + available.firstKey() + " to " + available.lastKey();
        throw new UsageException("no migration has version " + version + "; " + known).next("`list` shows them all");
    }

    private static String labels(List<Migration> migrations) {
        Stream<String> labels = migrations.stream().map(Migration::label);
        return labels.collect(Collectors.joining(", "));
    }
}
