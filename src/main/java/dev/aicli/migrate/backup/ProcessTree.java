package dev.aicli.migrate.backup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ends a process together with everything that it started. */
final class ProcessTree {
    private ProcessTree() {}

    /** Asks all of them to end, and makes those end that have not within the grace. Returns when they are gone. */
    static void end(Process process, Duration grace) {
        // Listed first: the children of a process that is gone are nobody's descendants.
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + grace.toNanos();
        for (ProcessHandle one : all) {
            awaitEnd(one, deadline - System.nanoTime());
        }
        Stream.concat(all.stream(), all.stream().flatMap(ProcessHandle::descendants))
                .filter(ProcessHandle::isAlive)
                .forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            awaitEnd(one, TimeUnit.SECONDS.toNanos(5));
        }
    }

    private static void awaitEnd(ProcessHandle process, long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
