package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.RunContext;
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
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Makes the rows of history for the steps of a run, and knows the current version after each. */
final class StepEntries {
    private final NavigableSet<Version> inForce = new TreeSet<>();

    StepEntries(RunContext context) {
        AppliedState state = context.history().applied(SchemaTrack.DATABASE, NumericVersion::of);
        state.recorded().stream().map(AppliedMigration::version).forEach(inForce::add);
        state.floor().filter(state::contains).ifPresent(inForce::add);
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
        Version head = inForce.isEmpty() ? null : inForce.last();
        if (step.direction() == Direction.UP) {
            return Optional.of(head == null || head.compareTo(version) < 0 ? version.text() : head.text());
        }
        Version left = version.equals(head) ? inForce.lower(version) : head;
        return Optional.ofNullable(left).map(Version::text);
    }

    /** {@return the version that is current, after the steps that are done} */
    Optional<String> head() {
        return inForce.isEmpty() ? Optional.empty() : Optional.of(inForce.last().text());
    }

    /** The step is committed. */
    void done(Step step) {
        if (step.direction() == Direction.UP) {
            inForce.add(step.migration().version());
        } else {
            inForce.remove(step.migration().version());
        }
    }

    /** The step is not committed after all. */
    void undone(Step step) {
        if (step.direction() == Direction.UP) {
            inForce.remove(step.migration().version());
        } else {
            inForce.add(step.migration().version());
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
