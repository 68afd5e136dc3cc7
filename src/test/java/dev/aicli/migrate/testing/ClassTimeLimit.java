package dev.aicli.migrate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Ends a test class that takes longer than any may, and says which. It is interrupted, so that it fails and the others
 * still run; what does not hear of that, since it waits for the system, takes this virtual machine with it. What was
 * going on is written to a file of the class' name, which {@code ./verify} shows.
 */
public final class ClassTimeLimit implements TestExecutionListener {
    private static final String PROPERTY = "test.classTimeLimitSeconds";
    private static final int DEFAULT_SECONDS = 900;
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final int INTERRUPTS = 3;
    private static final int EXIT_CODE = 70;

    private final Duration limit;
    private final Duration grace;
    private final Path folder;
    private final Consumer<String> end;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "time limit of test classes");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Future<?>> watches = new HashMap<>();
    private volatile String current = "";

    /** By the platform, from its list of services. */
    public ClassTimeLimit() {
        this(
                Duration.ofSeconds(Integer.getInteger(PROPERTY, DEFAULT_SECONDS)),
                GRACE,
                Path.of("target", "test-limits"),
                hung -> Runtime.getRuntime().halt(EXIT_CODE));
    }

    ClassTimeLimit(Duration limit, Duration grace, Path folder, Consumer<String> end) {
        this.limit = limit;
        this.grace = grace;
        this.folder = folder;
        this.end = end;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.getSource().orElse(null) instanceof MethodSource method) {
            current = method.getClassName() + "#" + method.getMethodName();
        } else if (isTopClass(test)) {
            String name = className(test);
            Thread thread = Thread.currentThread();
            current = name;
            synchronized (watches) {
                watches.put(name, watch(() -> interrupt(name, thread, 1), limit));
            }
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (isTopClass(test)) {
            synchronized (watches) {
                Future<?> watch = watches.remove(className(test));
                if (watch != null) {
                    watch.cancel(false);
                }
            }
        }
    }

    private static boolean isTopClass(TestIdentifier test) {
        return test.getSource().orElse(null) instanceof ClassSource
                && test.getUniqueIdObject().getSegments().size() == 2;
    }

    private static String className(TestIdentifier test) {
        return ((ClassSource) test.getSource().orElseThrow()).getClassName();
    }

    private Future<?> watch(Runnable task, Duration after) {
        return clock.schedule(task, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Under the lock, so that no interrupt is for the class behind the one that hangs. */
    private void interrupt(String name, Thread thread, int times) {
        synchronized (watches) {
            if (!watches.containsKey(name)) {
                return;
            }
            if (times == 1) {
                report(name);
            }
            if (times > INTERRUPTS) {
                end.accept(name);
                return;
            }
            thread.interrupt();
            watches.put(name, watch(() -> interrupt(name, thread, times + 1), grace));
        }
    }

    private void report(String name) {
        StringBuilder text = new StringBuilder();
        text.append(current).append(" did not end: ").append(name).append(" took more than ");
        text.append(limit.toSeconds()).append(" s\n");
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            text.append('\n').append(thread).append('\n');
            for (StackTraceElement element : stack) {
                text.append("    ").append(element).append('\n');
            }
        });
        try {
            Files.writeString(Files.createDirectories(folder).resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
