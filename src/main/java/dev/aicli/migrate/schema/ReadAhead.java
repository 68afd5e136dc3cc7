package dev.aicli.migrate.schema;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Something that is read on a thread of its own, while whoever needs it waits for something else. */
final class ReadAhead<T> {
    private final FutureTask<T> task;

    ReadAhead(Supplier<T> reading) {
        this.task = new FutureTask<>(reading::get);
        Thread thread = new Thread(task, "read-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return what was read, once it is} Throws what the reading threw. */
    T get() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // Reading ends by itself; whoever asks for the end of the run is heard after it.
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
