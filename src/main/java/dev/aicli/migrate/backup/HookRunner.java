package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.engine.StepResult;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.MigrateException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the user's commands at the events of a run. A hook that fails before something happens, or that verifies, stops
 * the run; one that fails afterwards is a warning.
 */
public final class HookRunner implements RunParticipant {
    private static final int LAST_LINES = 5;

    private final Hooks hooks;
    private final Map<HookEvent, List<Hook>> found = new EnumMap<>(HookEvent.class);
    private final Database database;
    private final Masking masking;
    private final Consumer<String> output;
    private final RunListener listener;
    private final Cancellation cancellation;

    /**
     * A runner for one project.
     *
     * @param masking hides passwords in what hooks print
     * @param output hears what hooks print, line by line, each with the hook's name before it
     * @param listener hears of hooks that failed where that stops nothing
     */
    public HookRunner(
            Hooks hooks,
            Database database,
            Masking masking,
            Consumer<String> output,
            RunListener listener,
            Cancellation cancellation) {
        this.hooks = hooks;
        this.database = database;
        this.masking = masking;
        this.output = output;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    @Override
    public RunStamp beforeRun(RunStamp stamp, Plan plan) {
        require(context(HookEvent.BEFORE_RUN, stamp, plan), "nothing was applied");
        return stamp;
    }

    /** A backup is about to be made; may stop the run. */
    public void beforeBackup(RunStamp stamp, Plan plan) {
        require(context(HookEvent.BEFORE_BACKUP, stamp, plan), "nothing was applied");
    }

    @Override
    public boolean watchesSteps() {
        return !found(HookEvent.BEFORE_STEP).isEmpty()
                || !found(HookEvent.AFTER_STEP).isEmpty();
    }

    @Override
    public void beforeStep(RunStamp stamp, Step step) {
        if (found(HookEvent.BEFORE_STEP).isEmpty()) {
            return;
        }
        require(
                context(HookEvent.BEFORE_STEP, stamp, new Plan(List.of(step))).with(step),
                "version " + step.migration().version() + " and what follows it were not run");
    }

    @Override
    public void afterStep(RunStamp stamp, StepResult result) {
        if (found(HookEvent.AFTER_STEP).isEmpty()) {
            return;
        }
        attempt(context(HookEvent.AFTER_STEP, stamp, new Plan(List.of(result.step())))
                .with(result.step())
                .with(List.of(result)));
    }

    @Override
    public void verify(RunStamp stamp, RunReport report) {
        require(
                context(HookEvent.VERIFY, stamp, plan(report)).with(report.results()),
                "what this run applied stays applied");
    }

    @Override
    public void afterRun(RunStamp stamp, RunReport report) {
        attempt(context(HookEvent.AFTER_RUN, stamp, plan(report)).with(report.results()));
    }

    @Override
    public void onFailure(RunStamp stamp, Plan plan, MigrateException failure) {
        attempt(context(HookEvent.ON_FAILURE, stamp, plan).with(failure));
    }

    private static Plan plan(RunReport report) {
        return new Plan(report.results().stream().map(StepResult::step).toList());
    }

    /** Looked for once a run: there may be thousands of steps. */
    private List<Hook> found(HookEvent event) {
        return found.computeIfAbsent(event, hooks::of);
    }

    private HookContext context(HookEvent event, RunStamp stamp, Plan plan) {
        return new HookContext(event, stamp, database.kind(), database.address(), plan);
    }

    private void require(HookContext context, String consequence) {
        for (Hook hook : found(context.event())) {
            Deque<String> said = new ArrayDeque<>();
            Optional<String> fault = run(hook, context, said, cancellation);
            if (fault.isPresent()) {
                throw new BackupException("the " + context.event().key() + " hook " + hook.name() + " " + fault.get())
                        .detail("output", String.join("\n", said))
                        .next(consequence + "; when the hook is content, run the same command again");
            }
        }
    }

    /** Also after a wish to stop: these hooks tell others how it ended. */
    private void attempt(HookContext context) {
        try {
            for (Hook hook : found(context.event())) {
                run(hook, context, new ArrayDeque<>(), new Cancellation())
                        .ifPresent(fault -> listener.warning(
                                "the " + context.event().key() + " hook " + hook.name() + " " + fault));
            }
        } catch (BackupException e) {
            listener.warning(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> run(Hook hook, HookContext context, Deque<String> said, Cancellation stop) {
        return new HookProcess(hook, hooks.directory(), context.variables())
                .run(
                        context.json(),
                        line -> {
                            String shown = masking.mask(line);
                            synchronized (said) {
                                said.add(shown);
                                if (said.size() > LAST_LINES) {
                                    said.remove();
                                }
                            }
                            output.accept(hook.name() + " | " + shown);
                        },
                        stop);
    }
}
