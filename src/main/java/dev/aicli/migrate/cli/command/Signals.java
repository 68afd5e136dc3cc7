package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.Messages;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.ExitCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Lets a run end in its own time when SIGINT or SIGTERM shuts the virtual machine down: what was begun is undone, the
 * lock is given back, what happened is shown. The exit status is then the signal's (130 or 143), unless the run was
 * done before it heard.
 */
public final class Signals {
    private static final long PATIENCE_SECONDS = 120;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final IntConsumer halt;
    private volatile int exitCode;

    /**
     * Signals of one call.
     *
     * @param halt ends the process at once with an exit code
     */
    public Signals(IntConsumer halt) {
        this.halt = halt;
    }

    /** From now on a signal asks for cancellation, and the process lives until {@link #finished}. */
    void cancel(Cancellation cancellation, Messages messages) {
        Thread hook = new Thread(() -> {
            if (finished.getCount() == 0) {
                return;
            }
            messages.info("stopping: what is under way is undone first");
            cancellation.cancel(received());
            try {
                boolean inTime = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (inTime) {
                    // What came too late to stop anything does not make a run that is done look as if it were not.
                    halt.accept(exitCode);
                } else {
                    messages.error("gave up waiting for the run to end; the next command says how it stands");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The command has ended with that exit code and has shown everything: the process may go. */
    public void finished(int code) {
        exitCode = code;
        finished.countDown();
    }

    /** A shutdown hook is not told why; but the thread that handles the signal is there, and the JDK names it so. */
    private static ExitCode received() {
        return Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("SIGINT handler"))
                ? ExitCode.INTERRUPTED
                : ExitCode.TERMINATED;
    }
}
