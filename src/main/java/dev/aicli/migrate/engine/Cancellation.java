package dev.aicli.migrate.engine;

import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.InterruptedRunException;
import org.jspecify.annotations.Nullable;

/**
 * A wish to stop, from a signal: any thread may utter it, the run hears it between statements, and a statement that is
 * under way is stopped by the action registered for it.
 */
public final class Cancellation {
    private final Object monitor = new Object();
    private @Nullable ExitCode signal;
    private @Nullable Runnable stop;

    /** Asks the run to stop. A second call changes nothing. */
    public void cancel(ExitCode because) {
        Runnable action;
        synchronized (monitor) {
            if (signal != null) {
                return;
            }
            signal = because;
            action = stop;
        }
        if (action != null) {
            action.run();
        }
    }

    /** {@return whether the run was asked to stop} */
    public boolean requested() {
        synchronized (monitor) {
            return signal != null;
        }
    }

    /** Stops here when the run was asked to. */
    public void check() {
        synchronized (monitor) {
            if (signal != null) {
                throw exception();
            }
        }
    }

    /** {@return what to throw once what was begun is undone} */
    public InterruptedRunException exception() {
        synchronized (monitor) {
            ExitCode because = signal == null ? ExitCode.INTERRUPTED : signal;
            InterruptedRunException exception =
                    new InterruptedRunException(because, "stopped by a signal; what was under way was undone");
            exception.next("run the same command again to go on");
            return exception;
        }
    }

    /**
     * While the returned registration is open, a wish to stop runs this action, on the thread that utters it.
     *
     * @throws InterruptedRunException when the wish was uttered before
     */
    public Registration onCancel(Runnable action) {
        synchronized (monitor) {
            check();
            stop = action;
        }
        return () -> {
            synchronized (monitor) {
                stop = null;
            }
        };
    }

    /** Ends an action's registration. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
