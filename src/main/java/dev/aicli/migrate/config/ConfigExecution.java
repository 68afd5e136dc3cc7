package dev.aicli.migrate.config;

import dev.aicli.migrate.config.files.FileSwap;
import dev.aicli.migrate.engine.Execution;
import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.RunStamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what was worked out: all files of the run and all rows of history, or nothing. */
final class ConfigExecution implements Execution {
    private final ConfigTrack track;
    private final Rewriting rewriting;
    private final FileSwap swap;
    private final RunContext context;
    private final Instant started = Instant.now();
    private final List<Step> executed = new ArrayList<>();
    private @Nullable RunStamp stamp;

    ConfigExecution(ConfigTrack track, Rewriting rewriting, FileSwap swap, RunContext context) {
        this.track = track;
        this.rewriting = rewriting;
        this.swap = swap;
        this.context = context;
    }

    /** Everything is worked out already, and is written in the end: a step alone changes nothing. */
    @Override
    public List<StepResult> execute(List<Step> upcoming, RunStamp runStamp) {
        Step step = upcoming.get(0);
        context.listener().stepStarted(step);
        SettledStep settled = rewriting.result(step);
        executed.add(step);
        stamp = runStamp;
        StepResult result = new StepResult(
                step,
                settled.operations(),
                0,
                settled.notes().stream().map(StepNote::text).distinct().toList());
        context.listener().stepFinished(result);
        return List.of(result);
    }

    @Override
    public void commit() {
        RunStamp run = stamp;
        if (run == null) {
            return;
        }
        context.cancellation().check();
        long millis = (Instant.now().toEpochMilli() - started.toEpochMilli()) / Math.max(1, executed.size());
        ConfigEntries entries = new ConfigEntries(
                run,
                track,
                (subject, byFile) -> byFile
                        ? track.planned(subject, context.history())
                        : context.history().applied(subject, track::parseVersion));
        for (Step step : rewriting.order()) {
            entries.add(step, rewriting.result(step), started, millis);
        }
        List<FileSwap.Change> changes = rewriting.files().stream()
                .filter(RewrittenFile::changed)
                .map(file -> new FileSwap.Change(file.before(), file.after()))
                .toList();
        swap.run(
                run.runId(),
                changes,
                entries.stash(),
                () -> context.ledger().recordAll(entries.entries()),
                runId -> context.ledger().read().contains(runId, ConfigTrack.NAME),
                () -> context.ledger().requireLock());
    }

    /** Nothing was begun that is not finished. */
    @Override
    public void close() {}
}
