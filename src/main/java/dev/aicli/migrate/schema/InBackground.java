package dev.aicli.migrate.schema;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Something that is done on a thread of its own, while whoever needs it does something else. */
public final class InBackground<T> {
    private final FutureTask<T> task;

    /**
     * Begins at once.
     *
     * @param what the thread's name
     */
    public InBackground(String what, Supplier<T> work) {
        this.task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, what);
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return what came of it, once it is done} Throws what it threw. */
    public T get() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // The work ends by itself; whoever asks for the end of the run is heard after it.
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
