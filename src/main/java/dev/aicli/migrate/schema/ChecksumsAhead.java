package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.ByteChecksums;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.Script;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The checksums of scripts, worked out by threads of its own from the lowest version on, until somebody takes those
 * that he needs: which ones that are, only history tells, and that is still on its way.
 */
final class ChecksumsAhead {
    private static final int MOST_THREADS = 8;

    private final List<FutureTask<Optional<String>>> inOrder;
    private final IdentityHashMap<Script, FutureTask<Optional<String>>> byScript = new IdentityHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean taken;

    private ChecksumsAhead(List<Migration> migrations) {
        this.inOrder = new ArrayList<>(migrations.size());
        for (Migration migration : migrations) {
            migration.up().ifPresent(script -> {
                FutureTask<Optional<String>> task = task(script);
                inOrder.add(task);
                byScript.put(script, task);
            });
        }
    }

    private static FutureTask<Optional<String>> task(Script script) {
        return new FutureTask<>(() -> ByteChecksums.of(script));
    }

    /** Begins at once. One processor is left to the thread that asked for it. */
    static ChecksumsAhead ofUpScripts(List<Migration> migrations) {
        ChecksumsAhead checksums = new ChecksumsAhead(migrations);
        int processors = Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
        int threads = Math.min(Math.max(1, processors - 1), checksums.inOrder.size());
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(checksums::work, "checksums");
            thread.setDaemon(true);
            thread.start();
        }
        return checksums;
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < inOrder.size() && !taken; i = next.getAndIncrement()) {
            inOrder.get(i).run();
        }
    }

    /** {@return the checksums of these scripts, in their order} Those that nobody else needs are left alone now. */
    List<Optional<String>> take(List<Script> scripts) {
        List<FutureTask<Optional<String>>> tasks = new ArrayList<>(scripts.size());
        for (Script script : scripts) {
            FutureTask<Optional<String>> task = byScript.get(script);
            tasks.add(task == null ? task(script) : task);
        }
        // The other threads come from the front: this one meets them in the middle.
        for (int i = tasks.size() - 1; i >= 0; i--) {
            tasks.get(i).run();
        }
        taken = true;
        return tasks.stream().map(ChecksumsAhead::result).toList();
    }

    private static Optional<String> result(FutureTask<Optional<String>> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // It is nearly done; whoever asks for the end of the run is heard after it.
                    interrupted = true;
                } catch (ExecutionException e) {
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
