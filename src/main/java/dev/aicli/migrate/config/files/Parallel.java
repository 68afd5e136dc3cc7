package dev.aicli.migrate.config.files;

import dev.aicli.migrate.model.MigrateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Does the same with many files at once: a disk that is asked to make one file last does others on the way. */
final class Parallel {
    private static final int THREADS = 16;
    private static final int WORTH_IT = 64;

    /** What is done with one of them. */
    interface Work {
        void run(int index) throws IOException;
    }

    private Parallel() {}

    /** Runs the work for 0 to {@code count - 1}; after a failure no more is begun, and the failure is thrown. */
    static void forEach(int count, Work work) throws IOException {
        if (count < WORTH_IT) {
            for (int index = 0; index < count; index++) {
                work.run(index);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                futures.add(threads.submit(() -> {
                    for (int index = next.getAndIncrement();
                            index < count && !failed.get();
                            index = next.getAndIncrement()) {
                        try {
                            work.run(index);
                        } catch (IOException | RuntimeException | Error e) {
                            failed.set(true);
                            throw e;
                        }
                    }
                    return null;
                }));
            }
            await(futures);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Waits for all: nothing may go on behind the back of who undoes a failure. */
    private static void await(List<Future<?>> futures) throws IOException {
        Throwable failure = null;
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (ExecutionException e) {
                failure = e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        if (failure instanceof IOException io) {
            throw io;
        } else if (failure instanceof MigrateException known) {
            throw known;
        } else if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }
}
