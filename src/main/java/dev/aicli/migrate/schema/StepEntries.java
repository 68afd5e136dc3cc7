package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.Scripts;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.history.Action;
import dev.aicli.migrate.history.AppliedMigration;
import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.history.StatementCount;
import dev.aicli.migrate.history.Status;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the rows of history for the steps of a run, and knows the current version after each. */
final class StepEntries {
    private final NavigableSet<Version> inForce = new TreeSet<>();
    /** The highest version that was declared, when no migration has it. */
    private final @Nullable Version declared;
    /** What this run has taken back below that: as long as there is any, what was declared does not hold. */
    private final Set<Version> takenBackBelow = new HashSet<>();

    /**
     * For a run from that state on.
     *
     * @param available tell what lies below a version that was declared
     */
    StepEntries(AppliedState state, List<Migration> available) {
        state.recorded().stream().map(AppliedMigration::version).forEach(inForce::add);
        if (state.floor().isPresent()) {
            available.stream().map(Migration::version).filter(state::contains).forEach(inForce::add);
        }
        this.declared =
                state.declared().filter(version -> !inForce.contains(version)).orElse(null);
    }

    /** {@return the row that says that the step is done} */
    Entry success(PreparedScript script, RunStamp stamp, Instant started, Optional<Long> durationMillis) {
        long statements = script.summary().statements();
        return entry(
                script, stamp, Status.SUCCESS, new StatementCount(statements, statements), started, durationMillis);
    }

    /** {@return the row that says that the step has begun, statement by statement} */
    Entry running(PreparedScript script, RunStamp stamp, long done, Instant started) {
        StatementCount count = new StatementCount(done, script.summary().statements());
        return entry(script, stamp, Status.RUNNING, count, started, Optional.of(0L));
    }

    private Entry entry(
            PreparedScript script,
            RunStamp stamp,
            Status status,
            StatementCount count,
            Instant started,
            Optional<Long> durationMillis) {
        Step step = script.step();
        Version version = step.migration().version();
        boolean up = step.direction() == Direction.UP;
        return new Entry(
                stamp,
                step.subject(),
                version.text(),
                step.migration().description(),
                up ? Action.UP : Action.DOWN,
                status,
                Optional.of(script.checksums()),
                headAfter(step),
                Optional.of(step.script().name()),
                up ? step.migration().down().flatMap(StepEntries::stored) : Optional.empty(),
                count,
                started,
                durationMillis,
                Optional.empty(),
                Optional.empty());
    }

    private Optional<String> headAfter(Step step) {
        Version version = step.migration().version();
        Version last = inForce.isEmpty() ? null : inForce.last();
        if (step.direction() == Direction.UP) {
            boolean all = takenBackBelow.isEmpty() || takenBackBelow.equals(Set.of(version));
            return highest(last == null || last.compareTo(version) < 0 ? version : last, all);
        }
        return highest(
                version.equals(last) ? inForce.lower(version) : last, takenBackBelow.isEmpty() && !isBelow(version));
    }

    private boolean isBelow(Version version) {
        return declared != null && version.compareTo(declared) < 0;
    }

    private Optional<String> highest(@Nullable Version last, boolean asDeclared) {
        Version head =
                asDeclared && declared != null && (last == null || last.compareTo(declared) < 0) ? declared : last;
        return Optional.ofNullable(head).map(Version::text);
    }

    /** {@return the version that is current, after the steps that are done} */
    Optional<String> head() {
        return highest(inForce.isEmpty() ? null : inForce.last(), takenBackBelow.isEmpty());
    }

    /** The step is committed. */
    void done(Step step) {
        pass(step.migration().version(), step.direction() == Direction.UP);
    }

    /** The step is not committed after all. */
    void undone(Step step) {
        pass(step.migration().version(), step.direction() == Direction.DOWN);
    }

    private void pass(Version version, boolean up) {
        if (up) {
            inForce.add(version);
            takenBackBelow.remove(version);
        } else {
            inForce.remove(version);
            if (isBelow(version)) {
                takenBackBelow.add(version);
            }
        }
    }

    private static Optional<String> stored(Script down) {
        try {
            return Scripts.stored(down);
        } catch (IOException e) {
            throw ScriptPreparation.unreadable(down, e);
        }
    }
}
