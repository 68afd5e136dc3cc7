package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.RunContext;
import dev.aicli.migrate.engine.Step;
import java.util.concurrent.ThreadLocalRandom;

/** Counts how often something is tried again that failed for a lock, and waits before each time. */
final class LockRetries {
    private static final long FIRST_BACKOFF_MILLIS = 500;

    private final SqlSession session;
    private final ExecutionSettings settings;
    private final RunContext context;
    private int attempt;

    LockRetries(SqlSession session, ExecutionSettings settings, RunContext context) {
        this.session = session;
        this.settings = settings;
        this.context = context;
    }

    /**
     * Decides about a failure of which nothing is left, and waits for a while if it may not occur again.
     *
     * @return whether to try once more
     */
    boolean again(Step step, StatementFailure failure) {
        context.cancellation().check();
        if (!session.isLockFailure(failure.reason()) || attempt >= settings.lockRetries()) {
            return false;
        }
        attempt++;
        context.listener().stepRetried(step, attempt, ScriptErrors.message(failure.reason()));
        backOff();
        return true;
    }

    /** Something was achieved: whoever stands in the way of the next thing is somebody else. */
    void succeeded() {
        attempt = 0;
    }

    /** Jitter keeps two runs that block each other from meeting again. */
    private void backOff() {
        long longest = FIRST_BACKOFF_MILLIS << Math.min(attempt, 6);
        try {
            Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw context.cancellation().exception();
        }
    }
}
