package dev.aicli.migrate.config;

import dev.aicli.migrate.config.files.StashFolder;
import dev.aicli.migrate.config.operation.StashLine;
import dev.aicli.migrate.engine.Scripts;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.history.Action;
import dev.aicli.migrate.history.AppliedState;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.history.StatementCount;
import dev.aicli.migrate.history.Status;
import dev.aicli.migrate.history.Subject;
import dev.aicli.migrate.model.Checksums;
import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Makes the rows of history for a run on configuration files. */
final class ConfigEntries {
    private final RunStamp stamp;
    private final BiFunction<Subject, Boolean, AppliedState> states;
    private final ConfigTrack track;
    private final Set<Subject> begun = new HashSet<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<StashLine> stash = new ArrayList<>();
    private final IdentityHashMap<Script, Known> scripts = new IdentityHashMap<>();

    /** What is the same for all files that a script was used on. */
    private record Known(Checksums checksums, String text) {}

    /**
     * No rows yet.
     *
     * @param states what is in force on a target: by history alone, or by what the file says of itself too
     */
    ConfigEntries(RunStamp stamp, ConfigTrack track, BiFunction<Subject, Boolean, AppliedState> states) {
        this.stamp = stamp;
        this.track = track;
        this.states = states;
    }

    /** Adds the row of a step, and before the first one of a file what it takes for history to agree with the file. */
    void add(Step step, SettledStep result, Instant started, long durationMillis) {
        if (begun.add(step.subject())) {
            begin(step.subject());
        }
        StepData data = new StepData(
                result.from().map(Version::text),
                result.before(),
                result.after(),
                StashFolder.name(stamp.runId()),
                stash.size());
        stash.add(result.stash());
        entries.add(new Entry(
                stamp,
                step.subject(),
                step.migration().version().text(),
                step.migration().description(),
                step.direction() == Direction.UP ? Action.UP : Action.DOWN,
                Status.SUCCESS,
                Optional.of(known(step.script()).checksums()),
                result.version().map(Version::text),
                Optional.of(step.script().name()),
                step.direction() == Direction.UP
                        ? Optional.of(known(step.script()).text())
                        : Optional.empty(),
                new StatementCount(result.operations(), result.operations()),
                started,
                Optional.of(durationMillis),
                Optional.of(data.json()),
                Optional.empty()));
    }

    /** A file may know its version without history, or better than history. */
    private void begin(Subject subject) {
        AppliedState recorded = states.apply(subject, false);
        AppliedState effective = states.apply(subject, true);
        if (!recorded.head().equals(effective.head())) {
            effective
                    .head()
                    .ifPresent(head -> entries.add(Entry.declaration(
                            stamp,
                            subject,
                            head.text(),
                            recorded.isEmpty() ? Action.BASELINE : Action.FORCE,
                            Optional.of(head.text()))));
        }
    }

    private Known known(Script script) {
        return scripts.computeIfAbsent(script, one -> {
            try {
                return new Known(new Checksums(one.byteChecksum(), track.meaningChecksum(one)), Scripts.text(one));
            } catch (IOException e) {
                throw new IllegalStateException("a script in memory can be read", e);
            }
        });
    }

    List<Entry> entries() {
        return entries;
    }

    /** {@return the lines of the run's stash, in the order that the rows count them} */
    Iterable<String> stash() {
        return () -> stash.stream().map(StashLine::json).iterator();
    }
}
